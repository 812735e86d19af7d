import { BOARDS } from '../../src/boards/catalogue.ts';
import { RUNTIME } from '../../src/evaluation/session.ts';
import { sha256Hex } from '../../src/registry/digest.ts';
import type { SuiteContent } from '../../src/registry/documents/suite.ts';
import { suiteDigest, suiteTree } from '../../src/registry/suite/suite-tree.ts';
import type { SuiteVersion } from '../../src/registry/suite/suite-version.ts';

const digestOf = (text: string) => sha256Hex(new TextEncoder().encode(text));

/** A content with every board of the engine, its outputs invented: nothing is computed. */
export function inventedContent(): SuiteContent {
  const keys = [...new Set(BOARDS.flatMap(({ panel }) => panel))];
  return {
    runtime: RUNTIME,
    streams: { 'stream/normal': digestOf('stream/normal') },
    tracks: Object.fromEntries(
      BOARDS.map(({ track: { id, version } }) => [
        id,
        { definition: { id, version }, outputs: { [`track/${id}/main/0/draws`]: digestOf(id) } },
      ]),
    ),
    metrics: Object.fromEntries(keys.map((key) => [key, { definition: { key }, outputs: { [`metric/${key}`]: digestOf(key) } }])),
    dgps: { D: { 'dgp/D': digestOf('dgp') } },
    geometries: { E: { 'geometry/E/codes': digestOf('geometry') } },
    diagnosis: { 'diagnosis/E': digestOf('diagnosis') },
    boards: Object.fromEntries(BOARDS.map(({ track: { id }, panel, primary }) => [id, { panel: [...panel], primary }])),
  };
}

/** A suite version of a content. */
export function suiteOf(content: SuiteContent, version = '9.0.0'): SuiteVersion {
  const tree = suiteTree(content);
  return { version, digest: suiteDigest(tree), tree, content };
}
