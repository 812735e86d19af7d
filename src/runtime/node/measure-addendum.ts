import { InputError } from '../../core/input-error.ts';
import type { RecordedKey } from '../../evaluation/recorded-key.ts';
import { makeAddendum, type Addendum } from '../../registry/addendum.ts';
import { compareDocuments, formatMismatch } from '../../registry/compare.ts';
import { drawRoot } from '../../registry/draw-seed.ts';
import { evaluationCells, type EvaluationCell } from '../../registry/evaluation-cells.ts';
import type { InstanceMeasurement, Measured, ResultRecord, Run } from '../../registry/record.ts';
import type { SuiteVersion } from '../../registry/suite/suite-version.ts';
import { runCells } from './cell-pool.ts';
import { auditSubmission, collectOutcomes } from './evaluate-submission.ts';
import type { LoadedSubmission } from './submission-folder.ts';

/** The cells of a record, on its own draws. */
export function cellsOfRecord({ submission }: LoadedSubmission, { measured }: ResultRecord): EvaluationCell[] {
  return evaluationCells(submission, {
    commit: measured.draw.commit,
    rootOf: () => drawRoot(measured),
    track: measured.track.id,
  });
}

async function measure(name: string, loaded: LoadedSubmission, cells: readonly EvaluationCell[], panel: readonly RecordedKey[]) {
  const outcomes = await runCells(
    name,
    cells.map((cell) => ({ cell, folder: loaded.folder, panel })),
  );
  return collectOutcomes(loaded.name, cells, outcomes).map(({ measurement }) => measurement);
}

/**
 * Computes the metrics that a record lacks from its own models on its own draws, twice: a number that a rerun does not give must never be
 * published.
 *
 * @throws InputError where the codes are not those of the record, or the two measurements differ
 */
export async function measureAddendum(
  loaded: LoadedSubmission,
  record: ResultRecord,
  keys: readonly RecordedKey[],
  suite: SuiteVersion,
  describe: () => Promise<Run>,
): Promise<Addendum> {
  await auditSubmission(loaded);
  const cells = cellsOfRecord(loaded, record);
  const first = await measure(loaded.name, loaded, cells, keys);
  const [difference] = compareDocuments(first, await measure(`${loaded.name} again`, loaded, cells, keys));
  if (difference !== undefined) {
    const fix = 'tell the maintainers: every number must come out again';
    throw new InputError({ path: loaded.name, rule: `differs between two measurements: ${formatMismatch(difference)}`, fix });
  }
  const ofVariant = (variant: EvaluationCell['variant']): InstanceMeasurement[] =>
    first.filter((_, i) => cells[i]!.variant === variant);
  const models: Measured['models'] = { main: ofVariant('main'), twin: ofVariant('twin') };
  return makeAddendum(record, suite, keys, models, await describe());
}
