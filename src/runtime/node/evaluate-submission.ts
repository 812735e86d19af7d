import { InputError, type Fault } from '../../core/input-error.ts';
import { entryFaults } from '../../registry/budget-faults.ts';
import { cellName, evaluationCells, type EvaluationCell } from '../../registry/evaluation-cells.ts';
import { makeMeasured, recordHeader, type MeasuredCell, type RecordSource } from '../../registry/make-record.ts';
import { compareDocuments, formatValue } from '../../registry/compare.ts';
import type { InstanceMeasurement, Measured } from '../../registry/record.ts';
import { LIMITS } from '../../registry/limits.ts';
import { handedFaults } from '../../registry/message.ts';
import { cellsOfShard, type Shard } from '../../registry/shard.ts';
import type { ShardCell, ShardFile } from '../../registry/shard-file.ts';
import { submittedTracks, type SubmissionFiles } from '../../registry/submission-faults.ts';
import type { TrackPart } from '../../registry/documents/fields.ts';
import type { SuiteVersion } from '../../registry/suite/suite-version.ts';
import { runCells } from './cell-pool.ts';
import type { CellOutcome, TimedOutcome } from './cell-task.ts';
import type { MeasurementCache } from './measurement-cache.ts';
import { readSubmissionFiles, type LoadedSubmission } from './submission-folder.ts';

export interface EvaluationRequest {
  readonly suite: SuiteVersion;
  /** What seeds the draws of encoders: a commit, or `public`. */
  readonly commit: string;
  /** Default: all tracks of the submission. */
  readonly track?: string;
  /** Default: all instances of the manifest. */
  readonly instances?: readonly number[];
  /** Fewer rows than the track's, for a quick look. */
  readonly rows?: number;
  /** Where measurements are kept between runs; without it every cell is measured. */
  readonly cache?: MeasurementCache | null;
  /** Whether every cell is measured again in another process, and numbers that differ are refused: for those that stay. */
  readonly twice?: boolean;
  /** What measures cells. Default: processes of their own. */
  readonly measureAll?: typeof runCells;
}

/** The suite's name in a record. */
export function suiteName({ version, digest }: SuiteVersion): Measured['suite'] {
  return { version, digest };
}

/** What the records of a track rest on. @throws InputError where the suite was frozen without it */
function requirePart({ version, tree }: SuiteVersion, track: string): TrackPart {
  const part = tree.parts[track];
  if (part !== undefined) return part;
  const fix = 'raise SUITE_VERSION in src/registry/suite/suite-version.ts and run: npm run release-suite';
  throw new InputError({ path: `track ${track}`, rule: `has no board in suite ${version}`, fix });
}

/** What the records of an evaluation say besides the numbers. */
export function sourceOf({ submission, manifestSha256 }: LoadedSubmission, { suite, commit }: EvaluationRequest): RecordSource {
  const { slug, version } = submission;
  return {
    submission: { slug, version, manifest_sha256: manifestSha256 },
    suite: suiteName(suite),
    partOf: (track) => requirePart(suite, track),
    commit,
  };
}

/** What the records of an evaluation will say before anything is measured. @throws InputError for a track that is not entered */
export function plannedRecords(loaded: LoadedSubmission, request: EvaluationRequest): Omit<Measured, 'models'>[] {
  const { submission } = loaded;
  return submittedTracks(submission, request.track).map((track) => {
    const { kind } = submission.tracks.find((entry) => entry.track === track)!;
    return recordHeader(sourceOf(loaded, request), track, kind);
  });
}

/** The cells of an evaluation, in their order. @throws InputError for a track that is not entered */
export function plannedCells({ submission }: LoadedSubmission, request: EvaluationRequest): EvaluationCell[] {
  const tracks = submittedTracks(submission, request.track);
  const cells = evaluationCells(submission, {
    ...request,
    rootOf: (track) => ({ draw: requirePart(request.suite, track).draw }),
  });
  return cells.filter(({ track }) => tracks.includes(track));
}

/** The measured part of one record for each track, from cells in their order. */
export function measuredRecords(
  loaded: LoadedSubmission,
  request: EvaluationRequest,
  measured: readonly MeasuredCell[],
): Measured[] {
  return submittedTracks(loaded.submission, request.track)
    .map((track) => measured.filter(({ cell }) => cell.track === track))
    .filter((ofTrack) => ofTrack.length > 0)
    .map((ofTrack) => makeMeasured(sourceOf(loaded, request), ofTrack));
}

/**
 * @param find what is wrong: by default also what is too much for the registry's machines
 * @throws InputError with every fault of the audit
 */
export async function auditSubmission(loaded: LoadedSubmission, find = entryFaults): Promise<SubmissionFiles> {
  const files = await readSubmissionFiles(loaded);
  const faults = find(loaded.submission, files);
  if (faults.length > 0) throw new InputError(...faults);
  return files;
}

/** What a second measurement of a cell says against the first; undefined where it says nothing. */
function unrepeatable(first: InstanceMeasurement, second: CellOutcome): CellOutcome | undefined {
  if (!('measurement' in second)) return second;
  const [difference, ...others] = compareDocuments(first, second.measurement);
  if (difference === undefined) return undefined;
  const { path, expected, got } = difference;
  const more = others.length === 0 ? '' : `; so do ${others.length} other values`;
  const rule = `differs between two measurements: ${formatValue(expected)} and ${formatValue(got)}${more}`;
  return {
    faults: [{ path, rule, fix: 'evaluate again with --fresh, and tell the maintainers: every number must come out again' }],
  };
}

/** Measures cells again, in other processes than before: a number that a rerun does not give must never be published. */
async function refuseUnrepeatable(
  { folder, name }: LoadedSubmission,
  cells: readonly EvaluationCell[],
  outcomes: readonly TimedOutcome[],
  measureAll: typeof runCells,
): Promise<TimedOutcome[]> {
  const tasks = cells.filter((_, i) => 'measurement' in outcomes[i]!).map((cell) => ({ cell, folder }));
  const again = (await measureAll(`${name} again`, tasks)).values();
  return outcomes.map((first) => {
    if (!('measurement' in first)) return first;
    const second = again.next().value!;
    return { ...(unrepeatable(first.measurement, second) ?? first), seconds: first.seconds + second.seconds };
  });
}

async function auditAndRun(
  loaded: LoadedSubmission,
  cells: readonly EvaluationCell[],
  { cache, twice, measureAll = runCells }: EvaluationRequest,
): Promise<TimedOutcome[]> {
  const outcomes = await auditAndRunOnce(loaded, cells, cache ?? null, measureAll);
  return twice ? await refuseUnrepeatable(loaded, cells, outcomes, measureAll) : outcomes;
}

async function auditAndRunOnce(
  loaded: LoadedSubmission,
  cells: readonly EvaluationCell[],
  cache: MeasurementCache | null,
  measureAll: typeof runCells,
): Promise<TimedOutcome[]> {
  const { folder, name } = loaded;
  await auditSubmission(loaded);
  const known = await Promise.all(cells.map(async (cell) => await cache?.read(cell)));
  const open = cells.filter((_, i) => !known[i]).map((cell) => ({ cell, folder }));
  const outcomes = await measureAll(name, open, LIMITS.evaluation, async ({ cell }, outcome) => {
    if ('measurement' in outcome) await cache?.write(cell, outcome.measurement);
  });
  const computed = outcomes.values();
  return known.map((measurement) => (measurement ? { measurement, seconds: 0 } : computed.next().value!));
}

type Measurable = Extract<CellOutcome, { readonly measurement: unknown }>;

/** What came out of each cell. @throws InputError with the faults of every cell that was rejected */
export function collectOutcomes(
  name: string,
  cells: readonly EvaluationCell[],
  outcomes: readonly CellOutcome[],
): (Measurable & { readonly cell: EvaluationCell })[] {
  const faults: Fault[] = [];
  const measured: (Measurable & { readonly cell: EvaluationCell })[] = [];
  cells.forEach((cell, i) => {
    const outcome = outcomes[i]!;
    if ('measurement' in outcome) measured.push({ cell, ...outcome });
    else
      faults.push(
        ...outcome.faults.map((fault) => ({ ...fault, path: `${name}/${cell.file} (${cellName(cell)}) ${fault.path}` })),
      );
  });
  if (faults.length > 0) throw new InputError(...faults);
  return measured;
}

/**
 * Audits a submission, then computes the measured part of one record for each of its tracks.
 *
 * @throws InputError with every fault of the audit, or of every cell that was rejected
 */
export async function evaluateSubmission(loaded: LoadedSubmission, request: EvaluationRequest): Promise<Measured[]> {
  const cells = plannedCells(loaded, request);
  return measuredRecords(loaded, request, collectOutcomes(loaded.name, cells, await auditAndRun(loaded, cells, request)));
}

function handOver({ track, variant, instance, seed }: EvaluationCell, outcome: TimedOutcome): ShardCell {
  const name = { track, variant, instance, seed, seconds: outcome.seconds };
  if ('measurement' in outcome) return { ...name, measurement: outcome.measurement };
  return { ...name, faults: handedFaults(outcome.faults) };
}

/**
 * Audits a submission, then computes one shard of its cells. A rejected cell is part of the outcome: the merge reports it.
 *
 * @throws InputError with every fault of the audit
 */
export async function evaluateShard(
  loaded: LoadedSubmission,
  request: EvaluationRequest,
  shard: Shard,
): Promise<Omit<ShardFile, 'run'>> {
  const cells = cellsOfShard(plannedCells(loaded, request), shard);
  const outcomes = await auditAndRun(loaded, cells, request);
  const { submission, suite } = sourceOf(loaded, request);
  const { commit, track, instances, rows } = request;
  const selection = {
    commit,
    ...(track === undefined ? {} : { track }),
    ...(instances === undefined ? {} : { instances }),
    ...(rows === undefined ? {} : { rows }),
  };
  const measured = cells.map((cell, i) => handOver(cell, outcomes[i]!));
  return { schema: 'custodes/shard/1', shard, submission, suite, selection, cells: measured };
}
