import type { FirstSuiteDocument, SuiteContent } from '../documents/suite.ts';
import { arrangeOutputs, contentOf } from './arrange-outputs.ts';

/** Fields of a track of the first format that its board names. */
const BOARD_FIELDS = ['equivalence_class', 'primary', 'panel', 'browser_panel', 'nearest_dgp'];

function pick(facts: Readonly<Record<string, unknown>>, take: (field: string) => boolean): Record<string, unknown> {
  return Object.fromEntries(Object.entries(facts).filter(([field]) => take(field)));
}

/**
 * A content of the first format, which had one digest over everything, as a content of parts: the conformance cells are the same, so that
 * its records are told to rest on the same parts as those of a later version where the numbers are the same.
 */
export function fromFirstFormat({ runtime, tracks, metrics, outputs }: FirstSuiteDocument['content']): SuiteContent {
  const arranged = arrangeOutputs(outputs);
  const byId = (facts: readonly Readonly<Record<string, unknown>>[], name: string) =>
    facts.map((each) => [String(each[name]), each] as const);
  return contentOf(runtime, arranged, {
    tracks: Object.fromEntries(
      byId(tracks, 'id').map(([id, facts]) => [
        id,
        { definition: pick(facts, (field) => !BOARD_FIELDS.includes(field)), outputs: arranged.track(id) },
      ]),
    ),
    metrics: Object.fromEntries(
      byId(metrics, 'key').map(([key, definition]) => [key, { definition, outputs: arranged.metric(key) }]),
    ),
    boards: Object.fromEntries(
      byId(tracks, 'id').map(([id, facts]) => [id, pick(facts, (field) => BOARD_FIELDS.includes(field))]),
    ),
  });
}
