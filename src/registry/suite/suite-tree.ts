import { documentDigest } from '../digest.ts';
import type { TrackPart } from '../documents/fields.ts';
import type { SuiteContent, SuiteTree } from '../documents/suite.ts';

type Leaf = 'runtime' | 'track' | 'metric' | 'dgp' | 'geometry' | 'diagnosis' | 'board' | 'definition' | 'draws' | 'part';

function leaf(kind: Leaf, of: Readonly<Record<string, unknown>>): string {
  return documentDigest('custodes/leaf/1', { kind, ...of });
}

function mapValues<From, To>(
  entries: Readonly<Record<string, From>>,
  take: (value: From, name: string) => To,
): Record<string, To> {
  return Object.fromEntries(Object.entries(entries).map(([name, value]) => [name, take(value, name)]));
}

/** A track's draw digest: it changes with the runtime, the streams and the generator, and with nothing else. */
function drawDigest(runtime: string, track: string): string {
  return leaf('draws', { runtime, track });
}

/** A part with the digest of its fields. */
export function makePart(fields: Omit<TrackPart, 'digest'>): TrackPart {
  const { draw, metrics, diagnosis } = fields;
  return { digest: leaf('part', { draw, metrics, diagnosis }), draw, metrics, diagnosis };
}

/** Metric keys of a board in a suite's content. */
function panelOf(board: Readonly<Record<string, unknown>>): readonly string[] {
  const { panel } = board;
  if (Array.isArray(panel) && panel.every((key) => typeof key === 'string')) return panel;
  throw new RangeError('a board names its panel');
}

/**
 * The digests of a content. A metric's leaf is over its values alone: they are measured on fixed arrays, so that no other metric, and no
 * DGP, geometry or track that is added, has a say in it. A DGP whose draws change is another DGP, under another identifier.
 */
export function suiteTree(content: SuiteContent): SuiteTree {
  const runtime = leaf('runtime', { runtime: content.runtime, streams: content.streams });
  const tracks = mapValues(content.tracks, (track, id) => leaf('track', { id, ...track }));
  const metrics = mapValues(content.metrics, ({ outputs }, key) => leaf('metric', { key, outputs }));
  const diagnosis = leaf('diagnosis', { outputs: content.diagnosis });
  const draws = mapValues(tracks, (track) => drawDigest(runtime, track));
  const parts = mapValues(content.boards, (board, id) => {
    const panel = panelOf(board).map((key) => [key, metrics[key]!] as const);
    return makePart({ draw: draws[id]!, metrics: Object.fromEntries(panel), diagnosis });
  });
  const leaves = {
    runtime,
    tracks,
    metrics,
    dgps: mapValues(content.dgps, (outputs, id) => leaf('dgp', { id, outputs })),
    geometries: mapValues(content.geometries, (outputs, id) => leaf('geometry', { id, outputs })),
    diagnosis,
    boards: mapValues(content.boards, (board, track) => leaf('board', { track, board })),
    definitions: mapValues(content.metrics, ({ definition }, key) => leaf('definition', { key, definition })),
  };
  return { leaves, draws, parts };
}

/** What a suite version is cited by: the digest of all its parts. */
export function suiteDigest(tree: SuiteTree): string {
  return documentDigest('custodes/suite/2', tree);
}
