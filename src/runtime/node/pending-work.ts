import { drawCommit } from '../../registry/evaluation-cells.ts';
import { MANIFEST_NAME } from '../../registry/manifest-name.ts';
import { ownershipFaults } from '../../registry/ownership.ts';
import { pendingRecords, withdrawalKey, type PendingRecord } from '../../registry/pending.ts';
import type { ResultRecord } from '../../registry/record.ts';
import { recordStanding } from '../../registry/suite/standing.ts';
import type { SuiteVersion } from '../../registry/suite/suite-version.ts';
import { readAddendaOf } from './addendum-files.ts';
import type { EvaluationRequest } from './evaluate-submission.ts';
import { FOLDERS } from './folders.ts';
import { mergedFiles, type MergedFile } from './git.ts';
import { readRecords } from './record-files.ts';
import { readSubmissionsApart, type BrokenSubmission } from './registry-files.ts';
import type { LoadedSubmission } from './submission-folder.ts';
import { readSuites } from './suite-files.ts';
import { readWithdrawals } from './withdrawal-file.ts';

/** A pending record with all that its evaluation needs. */
export interface PendingWork extends PendingRecord {
  readonly loaded: LoadedSubmission;
  readonly request: EvaluationRequest & { readonly track: string };
}

/** What is to be recorded, and what cannot be: the one is not held up by the other. */
export interface FoundWork {
  readonly work: readonly PendingWork[];
  readonly broken: readonly BrokenSubmission[];
  /** Records that are there already. */
  readonly records: readonly ResultRecord[];
}

/** Without what is added to records that stay: the workflow's jobs measure whole records. */
export function recordsAlone(found: FoundWork): FoundWork {
  return { ...found, work: found.work.filter((pending) => pending.extends === undefined) };
}

const manifestOf = ({ name }: LoadedSubmission) => `${name}/${MANIFEST_NAME}`;

/** A version is frozen once it has a record: other bytes under its name are recorded by nobody. */
function editedFaults(loaded: LoadedSubmission, records: readonly ResultRecord[]): BrokenSubmission['faults'] {
  const { slug, version } = loaded.submission;
  const edited = records.some(({ measured: { submission } }) => {
    return submission.slug === slug && submission.version === version && submission.manifest_sha256 !== loaded.manifestSha256;
  });
  if (!edited) return [];
  const fix = 'restore it, and add a new version beside it';
  return [{ path: manifestOf(loaded), rule: 'was changed after its result was recorded', fix }];
}

/** Versions whose slug and number are their folder's, each with a place in the branch's history. */
function setApart(
  sound: readonly LoadedSubmission[],
  merged: ReadonlyMap<string, MergedFile>,
  records: readonly ResultRecord[],
): { kept: LoadedSubmission[]; broken: BrokenSubmission[] } {
  const foreign = ownershipFaults(
    sound.map((loaded) => ({
      name: loaded.name,
      slug: loaded.submission.slug,
      owner: loaded.submission.owner.github_id,
      merged: merged.get(manifestOf(loaded))?.place ?? Number.POSITIVE_INFINITY,
    })),
  );
  const kept: LoadedSubmission[] = [];
  const broken: BrokenSubmission[] = [];
  for (const loaded of sound) {
    const { name, submission } = loaded;
    const misplaced = name !== `${FOLDERS.submissions}/${submission.slug}/${submission.version}`;
    const fix = 'make slug and version those of the folder';
    const faults = [
      ...(misplaced ? [{ path: manifestOf(loaded), rule: `is of ${submission.slug} ${submission.version}`, fix }] : []),
      ...(foreign.get(name) ?? []),
      ...editedFaults(loaded, records),
    ];
    if (faults.length > 0) broken.push({ name, faults });
    else kept.push(loaded);
  }
  return { kept, broken };
}

/** Fresh draws are seeded by the commit that merged the submission; a rescore keeps the commit of the record that it replaces or adds to. */
function commitOf(
  { replaces, extends: extended }: PendingRecord,
  path: string,
  merged: ReadonlyMap<string, MergedFile>,
): string | null {
  const known = replaces ?? extended?.record;
  return known ? known.measured.draw.commit : (merged.get(path)?.commit ?? null);
}

/**
 * Every record that the working tree asks for and does not have, with the commit that seeds its draws.
 *
 * @throws InputError where a record or the ledger of withdrawals is broken
 */
export async function findPendingWork(root: string, suite: SuiteVersion, rescore: boolean): Promise<FoundWork> {
  const { sound, broken } = await readSubmissionsApart(root);
  const merged = await mergedFiles(root, FOLDERS.submissions);
  const withdrawals = await readWithdrawals(root);
  const records = await readRecords(root, FOLDERS.results);
  const [suites, addendaOf] = [await readSuites(root), await readAddendaOf(root)];
  const { kept, broken: unsound } = setApart(sound, merged, records);
  const pending = pendingRecords({
    submissions: kept,
    records,
    withdrawn: new Set(withdrawals.map(({ result_digest }) => result_digest)),
    withdrawnKeys: new Set(withdrawals.map(({ submission: { slug, version }, track }) => withdrawalKey(slug, version, track))),
    standingOf: ({ measured, result_digest }) => recordStanding(measured, suite, suites, addendaOf(result_digest)),
    rescore,
  });
  const byName = new Map(kept.map((loaded) => [loaded.name, loaded]));
  const work: PendingWork[] = [];
  const homeless: BrokenSubmission[] = [];
  for (const record of pending) {
    const loaded = byName.get(`${FOLDERS.submissions}/${record.slug}/${record.version}`)!;
    const { kind } = loaded.submission.tracks.find(({ track }) => track === record.track)!;
    const own = commitOf(record, manifestOf(loaded), merged);
    if (own === null) {
      const fix = 'commit it first: the commit seeds the draws';
      homeless.push({ name: loaded.name, faults: [{ path: manifestOf(loaded), rule: 'is not committed', fix }] });
    } else work.push({ ...record, loaded, request: { suite, commit: drawCommit(kind, own), track: record.track } });
  }
  return { work, broken: [...broken, ...unsound, ...homeless], records };
}
