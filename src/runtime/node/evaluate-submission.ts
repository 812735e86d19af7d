import { InputError, type Fault } from '../../core/input-error.ts';
import { cellName, evaluationCells, type EvaluationCell } from '../../registry/evaluation-cells.ts';
import { makeMeasured, recordHeader, type MeasuredCell, type RecordSource } from '../../registry/make-record.ts';
import type { Measured } from '../../registry/record.ts';
import { submissionFaults, submittedTracks } from '../../registry/submission-faults.ts';
import type { SuiteVersion } from '../../registry/suite.ts';
import { runCells } from './cell-pool.ts';
import type { CellOutcome } from './cell-worker.ts';
import { readSubmissionFiles, type LoadedSubmission } from './submission-folder.ts';

export interface EvaluationRequest {
  readonly suite: SuiteVersion;
  /** What seeds the draws of encoders: a commit, or `public`. */
  readonly commit: string;
  /** Default: all tracks of the submission. */
  readonly track?: string;
  /** Default: all instances of the manifest. */
  readonly instances?: readonly number[];
}

/** The suite's name in a record. */
export function suiteName({ version, digest }: SuiteVersion): Measured['suite'] {
  return { version, digest };
}

function collect(name: string, cells: readonly EvaluationCell[], outcomes: readonly CellOutcome[]): MeasuredCell[] {
  const faults: Fault[] = [];
  const measured: MeasuredCell[] = [];
  cells.forEach((cell, i) => {
    const outcome = outcomes[i]!;
    if ('measurement' in outcome) measured.push({ cell, measurement: outcome.measurement });
    else
      faults.push(
        ...outcome.faults.map((fault) => ({ ...fault, path: `${name}/${cell.file} (${cellName(cell)}) ${fault.path}` })),
      );
  });
  if (faults.length > 0) throw new InputError(...faults);
  return measured;
}

function sourceOf({ submission, manifestSha256 }: LoadedSubmission, { suite, commit }: EvaluationRequest): RecordSource {
  const { slug, version } = submission;
  return { submission: { slug, version, manifest_sha256: manifestSha256 }, suite: suiteName(suite), commit };
}

/** What the records of an evaluation will say before anything is measured. @throws InputError for a track that is not entered */
export function plannedRecords(loaded: LoadedSubmission, request: EvaluationRequest): Omit<Measured, 'models'>[] {
  const { submission } = loaded;
  return submittedTracks(submission, request.track).map((track) => {
    const { kind } = submission.tracks.find((entry) => entry.track === track)!;
    return recordHeader(sourceOf(loaded, request), track, kind);
  });
}

/**
 * Audits a submission, then computes the measured part of one record for each of its tracks.
 *
 * @throws InputError with every fault of the audit, or of every cell that was rejected
 */
export async function evaluateSubmission(loaded: LoadedSubmission, request: EvaluationRequest): Promise<Measured[]> {
  const { submission, folder, name } = loaded;
  const faults = submissionFaults(submission, await readSubmissionFiles(loaded));
  if (faults.length > 0) throw new InputError(...faults);
  const tracks = submittedTracks(submission, request.track);
  const selected = evaluationCells(submission, { ...request, suiteDigest: request.suite.digest });
  const cells = selected.filter(({ track }) => tracks.includes(track));
  const tasks = cells.map((cell) => ({ cell, folder }));
  const measured = collect(name, cells, await runCells(name, tasks));
  return tracks
    .map((track) => measured.filter(({ cell }) => cell.track === track))
    .filter((ofTrack) => ofTrack.length > 0)
    .map((ofTrack) => makeMeasured(sourceOf(loaded, request), ofTrack));
}
