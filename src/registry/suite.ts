import { conformanceCells, type ConformanceOutput } from '../evaluation/conformance.ts';
import { RUNTIME } from '../evaluation/session.ts';
import { METRICS } from '../metrics/catalogue.ts';
import { STRUCTURE_METRICS } from '../metrics/structure/catalogue.ts';
import { findBoard } from '../boards/catalogue.ts';
import { TRACKS } from '../suite/tracks/catalogue.ts';
import type { Track } from '../suite/tracks/track.ts';
import { canonicalJson } from './canonical-json.ts';
import { arraysDigest, documentDigest } from './digest.ts';
import type { SuiteContent, SuiteVersion } from './documents/suite.ts';

/** Version of the suite that this engine computes. It changes whenever a published number or rank could. */
export const SUITE_VERSION = '0.2.0';

export type { SuiteContent, SuiteVersion };

function trackDefinition(track: Track): Readonly<Record<string, unknown>> {
  const board = findBoard(track.id);
  return {
    id: track.id,
    version: track.version,
    equivalence_class: track.equivalenceClass,
    ...(board && {
      primary: board.primary,
      panel: board.panel,
      browser_panel: board.browserPanel,
      nearest_dgp: board.nearestDgp,
    }),
    instance_count: track.instanceCount,
    training_rows: track.trainingRows,
    evaluation_rows: track.evaluationRows,
    ...(track.structure && { structure: track.structure }),
  };
}

function outputDigest(output: ConformanceOutput): string {
  return 'document' in output ? documentDigest('custodes/suite/1', output.document) : arraysDigest(output);
}

/** What this engine computes, measured: a few seconds of work. `onCell` is told how many cells are done. */
export function computeSuite(onCell: (done: number) => void = () => {}): SuiteVersion {
  const outputs: Record<string, string> = {};
  for (const { id, compute } of conformanceCells()) {
    if (id in outputs) throw new Error(`two conformance cells are called ${id}`);
    outputs[id] = outputDigest(compute());
    onCell(Object.keys(outputs).length);
  }
  const metrics = Object.values(METRICS).map(({ key, group, rankPart, range, certifies, stochastic }) => ({
    key,
    group,
    rank_part: rankPart,
    range,
    certifies,
    stochastic,
  }));
  const ofStructure = Object.values(STRUCTURE_METRICS).map(({ key, rankPart, range }) => ({ key, rank_part: rankPart, range }));
  const tracks = TRACKS.map(trackDefinition);
  const content: SuiteContent = { runtime: RUNTIME, tracks, metrics: [...metrics, ...ofStructure], outputs };
  return { schema: 'custodes/suite/1', version: SUITE_VERSION, digest: documentDigest('custodes/suite/1', content), content };
}

/** Names of the parts in which two contents differ, for a message. */
export function suiteDifferences(expected: SuiteContent, actual: SuiteContent): string[] {
  const flat = ({ runtime, tracks, metrics, outputs }: SuiteContent) =>
    new Map<string, string>([
      ['runtime', canonicalJson(runtime)],
      ...tracks.map((track): [string, string] => [`definition of track ${String(track['id'])}`, canonicalJson(track)]),
      ...metrics.map((metric): [string, string] => [`definition of metric ${String(metric['key'])}`, canonicalJson(metric)]),
      ...Object.entries(outputs),
    ]);
  const [before, after] = [flat(expected), flat(actual)];
  return [...new Set([...before.keys(), ...after.keys()])].filter((name) => before.get(name) !== after.get(name));
}
