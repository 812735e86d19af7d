import { readFile } from 'node:fs/promises';
import { InputError } from '../../core/input-error.ts';
import { RUNTIME } from '../../evaluation/session.ts';
import { compareDocuments, type Mismatch } from '../../registry/compare.ts';
import { sha256Hex } from '../../registry/digest.ts';
import { PUBLIC_DRAW } from '../../registry/draw-seed.ts';
import { cellName, VARIANTS, type EvaluationCell } from '../../registry/evaluation-cells.ts';
import type { InstanceMeasurement, ResultRecord } from '../../registry/record.ts';
import { MANIFEST_NAME } from '../../registry/manifest-name.ts';
import { findTrack } from '../../suite/tracks/catalogue.ts';
import { artefactPath, fetchArtefacts } from './artefacts.ts';
import { suiteName } from './evaluate-submission.ts';
import type { RecordedKey } from '../../evaluation/recorded-key.ts';
import type { Addendum, Addition } from '../../registry/addendum.ts';
import type { TrackPart } from '../../registry/documents/fields.ts';
import { recordPart } from '../../registry/suite/standing.ts';
import { makePart } from '../../registry/suite/suite-tree.ts';
import type { SuiteVersion } from '../../registry/suite/suite-version.ts';
import { FOLDERS } from './folders.ts';
import { findCommit, readFileAt } from './git.ts';
import { cellsOfRecord } from './measure-addendum.ts';
import { loadSubmission, submissionFolder, type LoadedSubmission } from './submission-folder.ts';
import type { CellOutcome, CellTask } from './cell-task.ts';

/** A cell of a record, with what the record says of it. */
export interface RecordedCell {
  readonly task: CellTask;
  /** JSON pointer of the measurement in the record. */
  readonly pointer: string;
  /** All of a measurement, or what an addendum says of it. */
  readonly expected: InstanceMeasurement | Addition;
}

/** What a record claims that follows without running a model, and the cells that are left to run. */
export interface VerificationPlan {
  readonly mismatches: readonly Mismatch[];
  readonly cells: readonly RecordedCell[];
}

export interface VerificationRequest {
  readonly root: string;
  readonly submissionsRoot: string;
  /** What this engine computes. */
  readonly suite: SuiteVersion;
  /** Every frozen version. */
  readonly suites: readonly SuiteVersion[];
  /** Whether the record must be fit to stay: every model of the manifest, on a draw that nobody could know. */
  readonly complete: boolean;
}

/** The part that a record of today with these metrics would name. */
function partOfToday({ metrics }: TrackPart, today: TrackPart | undefined): TrackPart | undefined {
  if (today === undefined) return undefined;
  const own = Object.keys(metrics).flatMap((key) => (key in today.metrics ? [[key, today.metrics[key]!] as const] : []));
  return makePart({ ...today, metrics: Object.fromEntries(own) });
}

function measurementsOf(record: ResultRecord, variant: EvaluationCell['variant']): readonly InstanceMeasurement[] {
  return record.measured.models[variant];
}

function headerMismatches(
  record: ResultRecord,
  { submission, manifestSha256 }: LoadedSubmission,
  { suite, suites }: VerificationRequest,
): Mismatch[] {
  const { measured } = record;
  const { id, version } = findTrack(measured.track.id);
  const named = suites.find(({ digest }) => digest === measured.suite.digest);
  const kind = submission.tracks.find(({ track }) => track === id)?.kind;
  const expected = {
    suite: measured.suite,
    part: measured.part,
    runtime: measured.runtime,
    track: measured.track,
    status: measured.status,
    manifest: measured.submission.manifest_sha256,
  };
  const got = {
    suite: named && suiteName(named),
    part: measured.part && partOfToday(measured.part, suite.tree.parts[id]),
    runtime: RUNTIME,
    track: { id, version },
    status: kind === 'codes' ? 'reported' : 'verified',
    manifest: manifestSha256,
  };
  return compareDocuments(expected, got, '/measured');
}

/**
 * A verified result's draw must come from a commit that held the manifest already, or the author could have known the draw. A clone
 * without that commit cannot tell.
 */
async function drawMismatches({ measured }: ResultRecord, root: string): Promise<Mismatch[]> {
  const { draw, submission, status } = measured;
  if (status === 'reported') return [];
  const path = '/measured/draw/commit';
  if (draw.commit === PUBLIC_DRAW) return [{ path, expected: PUBLIC_DRAW, got: 'a draw that nobody knew' }];
  if ((await findCommit(root, draw.commit)) === null) return [];
  const manifest = `${FOLDERS.submissions}/${submission.slug}/${submission.version}/${MANIFEST_NAME}`;
  const bytes = await readFileAt(root, draw.commit, manifest);
  return compareDocuments(submission.manifest_sha256, bytes === null ? undefined : sha256Hex(bytes), path);
}

async function fileSha256({ cell, folder }: CellTask): Promise<string | undefined> {
  const bytes = await readFile(artefactPath(folder, cell)).catch(() => null);
  return bytes === null ? undefined : sha256Hex(bytes);
}

/**
 * Checks everything about a record that needs no model to run, and lists the cells that do.
 *
 * @throws InputError where the submission or the track is not there
 */
export async function planVerification(record: ResultRecord, request: VerificationRequest): Promise<VerificationPlan> {
  const { measured } = record;
  const folder = submissionFolder(request.submissionsRoot, measured.submission);
  const loaded = await loadSubmission(folder);
  const planned = cellsOfRecord(loaded, record);
  const mismatches = [
    ...headerMismatches(record, loaded, request),
    ...(request.complete ? await drawMismatches(record, request.root) : []),
  ];
  // What a record does not say cannot be compared: additions have documents of their own.
  const part = recordPart(measured, request.suites);
  const panel = Object.keys(part?.metrics ?? {}) as RecordedKey[];
  const claimed: (RecordedCell & { readonly expected: InstanceMeasurement })[] = [];
  for (const variant of VARIANTS) {
    const recorded = measurementsOf(record, variant);
    const wanted = planned.filter((cell) => cell.variant === variant);
    recorded.forEach((expected, index) => {
      const pointer = `/measured/models/${variant}/${index}`;
      const cell = wanted.find(({ instance, seed }) => instance === expected.instance && seed === expected.seed);
      if (cell) claimed.push({ task: { cell, folder, panel }, pointer, expected });
      else mismatches.push({ path: pointer, expected: `${expected.instance}/${expected.seed}`, got: undefined });
    });
    const keys = new Set(recorded.map(({ instance, seed }) => `${instance}/${seed}`));
    if (keys.size !== recorded.length)
      mismatches.push({ path: `/measured/models/${variant}`, expected: recorded.length, got: keys.size });
    if (request.complete) {
      const missing = wanted.filter(({ instance, seed }) => !keys.has(`${instance}/${seed}`));
      mismatches.push(
        ...missing.map((cell) => ({ path: `/measured/models/${variant}`, expected: undefined, got: cellName(cell) })),
      );
    }
  }
  // One that cannot be fetched is told as missing, below.
  await fetchArtefacts(claimed.map(({ task }) => task.cell));
  const cells: RecordedCell[] = [];
  for (const cell of claimed) {
    // A file that is another one is a mismatch by itself; running it would say nothing of the record.
    const found = compareDocuments(cell.expected.artefact_sha256, await fileSha256(cell.task), `${cell.pointer}/artefact_sha256`);
    if (found.length > 0) mismatches.push(...found);
    else cells.push(cell);
  }
  return { mismatches, cells };
}

/** Whether this engine computes what an addendum says: its draws and its metrics are today's. */
export function isCurrentAddendum({ added }: Addendum, { tree }: SuiteVersion): boolean {
  const today = tree.parts[added.track.id];
  return added.draw === today?.draw && Object.entries(added.metrics).every(([key, leaf]) => tree.leaves.metrics[key] === leaf);
}

/** The cells of an addendum: those of its record with other metrics. */
export function addendumCells({ added }: Addendum, ofRecord: readonly RecordedCell[]): RecordedCell[] {
  const panel = Object.keys(added.metrics) as RecordedKey[];
  return ofRecord.map(({ task, pointer }) => {
    const [, variant, index] = /\/models\/(main|twin)\/(\d+)$/.exec(pointer) as unknown as [string, 'main' | 'twin', string];
    return {
      task: { ...task, panel },
      pointer: `/added/models/${variant}/${index}`,
      expected: added.models[variant][Number(index)]!,
    };
  });
}

/** What is compared of a measurement: all of it, or the fields of an addendum. */
function fieldsOf(measurement: InstanceMeasurement, expected: RecordedCell['expected']): unknown {
  if ('draw_seed' in expected) return measurement;
  const { instance, seed, codes_sha256, metrics } = measurement;
  return { instance, seed, codes_sha256, metrics };
}

/** Where a recomputed cell differs from what its record says. */
export function cellMismatches({ pointer, expected }: RecordedCell, outcome: CellOutcome): Mismatch[] {
  if ('measurement' in outcome) return compareDocuments(expected, fieldsOf(outcome.measurement, expected), pointer);
  return [{ path: pointer, expected: expected.codes_sha256, got: new InputError(...outcome.faults).message }];
}
