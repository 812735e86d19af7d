import { BOARDS } from '../../boards/catalogue.ts';
import type { BoardPolicy } from '../../boards/board-policy.ts';
import { conformanceCells, type ConformanceOutput } from '../../evaluation/conformance.ts';
import { RUNTIME } from '../../evaluation/session.ts';
import { METRICS } from '../../metrics/catalogue.ts';
import { STRUCTURE_METRICS } from '../../metrics/structure/catalogue.ts';
import { TRACKS } from '../../suite/tracks/catalogue.ts';
import type { Track } from '../../suite/tracks/track.ts';
import { arraysDigest, documentDigest } from '../digest.ts';
import type { SuiteContent } from '../documents/suite.ts';
import { arrangeOutputs, contentOf } from './arrange-outputs.ts';
import { suiteDigest, suiteTree } from './suite-tree.ts';
import { SUITE_VERSION, type SuiteVersion } from './suite-version.ts';

function trackDefinition(track: Track): Record<string, unknown> {
  return {
    id: track.id,
    version: track.version,
    instance_count: track.instanceCount,
    training_rows: track.trainingRows,
    evaluation_rows: track.evaluationRows,
    ...(track.structure && { structure: track.structure }),
  };
}

function boardFacts(board: BoardPolicy): Record<string, unknown> {
  return {
    equivalence_class: board.track.equivalenceClass,
    primary: board.primary,
    panel: board.panel,
    browser_panel: board.browserPanel,
    nearest_dgp: board.nearestDgp,
    ranked_supervision: board.rankedSupervision,
    fewest_instances: board.fewestInstances,
    ...(board.rankedCodes !== undefined && { ranked_codes: board.rankedCodes }),
  };
}

function metricDefinitions(): (readonly [string, Record<string, unknown>])[] {
  const ofArrays = Object.values(METRICS).map(({ key, group, rankPart, range, certifies, stochastic }) => ({
    key,
    group,
    rank_part: rankPart,
    range,
    certifies,
    stochastic,
  }));
  const ofStructure = Object.values(STRUCTURE_METRICS).map(({ key, rankPart, range }) => ({ key, rank_part: rankPart, range }));
  return [...ofArrays, ...ofStructure].map((definition) => [definition.key, definition]);
}

// The domain of the first format: outputs of both formats can be compared.
function outputDigest(output: ConformanceOutput): string {
  return 'document' in output ? documentDigest('custodes/suite/1', output.document) : arraysDigest(output);
}

/** SHA-256 of what each conformance cell computes. */
function computeOutputs(onCell: (done: number) => void): Record<string, string> {
  const outputs: Record<string, string> = {};
  for (const { id, compute } of conformanceCells()) {
    if (id in outputs) throw new Error(`two conformance cells are called ${id}`);
    outputs[id] = outputDigest(compute());
    onCell(Object.keys(outputs).length);
  }
  return outputs;
}

/** What this engine computes, measured: a few seconds of work. `onCell` is told how many cells are done. */
export function computeSuite(onCell: (done: number) => void = () => {}): SuiteVersion {
  const outputs = arrangeOutputs(computeOutputs(onCell));
  const content: SuiteContent = contentOf(RUNTIME, outputs, {
    tracks: Object.fromEntries(
      TRACKS.map((track) => [track.id, { definition: trackDefinition(track), outputs: outputs.track(track.id) }]),
    ),
    metrics: Object.fromEntries(
      metricDefinitions().map(([key, definition]) => [key, { definition, outputs: outputs.metric(key) }]),
    ),
    boards: Object.fromEntries(BOARDS.map((board) => [board.track.id, boardFacts(board)])),
  });
  const tree = suiteTree(content);
  return { version: SUITE_VERSION, digest: suiteDigest(tree), tree, content };
}
