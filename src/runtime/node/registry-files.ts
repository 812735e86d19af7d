import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { InputError, type Fault } from '../../core/input-error.ts';
import { joinAddenda, type Addendum } from '../../registry/addendum.ts';
import { permalinkDigest } from '../../registry/digest.ts';
import { recordPath } from '../../registry/make-record.ts';
import { Packer } from '../../registry/packed.ts';
import type { Measured, ResultRecord } from '../../registry/record.ts';
import { MANIFEST_NAME } from '../../registry/manifest-name.ts';
import type { ReferenceRow } from '../../registry/reference-rows.ts';
import type { Submission } from '../../registry/submission.ts';
import { recordStanding, type Standing } from '../../registry/suite/standing.ts';
import { SUITE_VERSION, type SuiteVersion } from '../../registry/suite/suite-version.ts';
import type { Verifications } from '../../registry/verifications.ts';
import type { Withdrawal } from '../../registry/withdrawals.ts';
import { printable } from '../../registry/printable.ts';
import { readAddendaOf, type AddendaOf } from './addendum-files.ts';
import { faultsOf } from './faults-of.ts';
import { FOLDERS, listFiles, posixPath } from './folders.ts';
import { mapRecords, readRecord } from './record-files.ts';
import { readReferenceRows } from './reference-row-file.ts';
import { compareVersions, hasManifest, loadSubmission, type LoadedSubmission } from './submission-folder.ts';
import { readSuites } from './suite-files.ts';
import { readVerifications } from './verification-file.ts';
import { readWithdrawals } from './withdrawal-file.ts';

/** A record with what pages need to know of it besides. */
export interface RegistryRecord {
  readonly record: ResultRecord;
  /** The permalink's digits. */
  readonly digest12: string;
  /** Made on this machine, not part of the registry. */
  readonly preview: boolean;
  readonly submission: LoadedSubmission;
  /** How it stands to the suite of this engine. */
  readonly standing: Standing;
  /** Metrics that were added to it: they are among the record's numbers. */
  readonly addenda: readonly Addendum[];
}

/** A version that cannot be read, and why. */
export interface BrokenSubmission {
  /** `submissions/<slug>/<version>`. */
  readonly name: string;
  readonly faults: readonly Fault[];
}

/** Everything that pages are made from. */
export interface RegistryFiles {
  /** Every version of every submission, by slug, oldest version first. */
  readonly submissions: readonly LoadedSubmission[];
  /** Committed records first, then previews. */
  readonly records: readonly RegistryRecord[];
  readonly suites: readonly SuiteVersion[];
  /** Results that no longer stand; they are not among the records. */
  readonly withdrawals: readonly Withdrawal[];
  /** Attestations by the permalink's digits: bundles as the recorder left them. */
  readonly attestations: ReadonlyMap<string, Uint8Array>;
  readonly verifications: Verifications;
  /** Submission versions that pages do without, by themselves or with the records that need them, and why. */
  readonly leftOut: readonly BrokenSubmission[];
}

/** Submission versions, those that are broken apart from the others. */
interface SubmissionsApart {
  readonly sound: readonly LoadedSubmission[];
  readonly broken: readonly BrokenSubmission[];
}

/** Every version below a folder, by slug, oldest version first. */
async function readApart(folder: string, rows: readonly ReferenceRow[]): Promise<SubmissionsApart> {
  const sound: LoadedSubmission[] = [];
  const broken: BrokenSubmission[] = [];
  for (const slug of await listFolders(folder)) {
    for (const version of (await listFolders(join(folder, slug))).toSorted(compareVersions)) {
      const name = `${FOLDERS.submissions}/${printable(slug)}/${printable(version)}`;
      try {
        sound.push(await loadVersion(join(folder, slug, version), name, rows));
      } catch (error) {
        broken.push({ name, faults: faultsOf(name, error) });
      }
    }
  }
  return { sound, broken };
}

/** Every version of every submission, those that are broken apart from the others: one must not keep another from its record. */
export async function readSubmissionsApart(root: string): Promise<SubmissionsApart> {
  return await readApart(resolve(root, FOLDERS.submissions), await readReferenceRows(root));
}

async function loadVersion(folder: string, name: string, rows: readonly ReferenceRow[]): Promise<LoadedSubmission> {
  if (await hasManifest(folder)) return await loadSubmission(folder, rows);
  throw new InputError({ path: name, rule: `has no ${MANIFEST_NAME}`, fix: 'put the file itself there, or remove the folder' });
}

async function listFolders(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const names = entries.filter((entry) => !entry.isFile()).map(({ name }) => name);
  return names.toSorted((a, b) => (a < b ? -1 : 1));
}

/** Submissions of the registry, then guests of a site of its own. */
async function readAllSubmissions(root: string): Promise<SubmissionsApart> {
  const folders = [FOLDERS.submissions, FOLDERS.guests].filter((folder) => folder !== null);
  const rows = await readReferenceRows(root);
  const read = await Promise.all(folders.map((folder) => readApart(resolve(root, folder), rows)));
  return { sound: read.flatMap(({ sound }) => sound), broken: read.flatMap(({ broken }) => broken) };
}

const recordFile = (record: ResultRecord) => `${FOLDERS.results}/${recordPath(record)}`;

/** Keeps the measurements of records, which are most of them, packed until somebody asks: ten thousand would fill half a gigabyte. */
function packMeasurements(): (record: ResultRecord) => ResultRecord {
  const packer = new Packer<Measured['models']>();
  return (record) => {
    const packed = packer.pack(record.measured.models);
    // The key keeps its place among the others, so that the record is still written as its digest says.
    const measured = Object.defineProperty({ ...record.measured }, 'models', {
      get: () => packer.unpack(packed),
      enumerable: true,
    });
    return { ...record, measured };
  };
}

/** What records are joined with. */
interface Sources {
  /** By slug and version. */
  readonly submissions: ReadonlyMap<string, LoadedSubmission>;
  readonly suites: readonly SuiteVersion[];
  readonly addendaOf: AddendaOf;
}

const UNKNOWN_SUITE: Standing = { kind: 'older', reasons: [`suite ${SUITE_VERSION} is not frozen`] };

const versionKey = ({ slug, version }: Pick<Submission, 'slug' | 'version'>) => `${slug}/${version}`;

/** Why a record cannot be shown: its submission is not the one that it was computed from. */
function submissionFault(record: ResultRecord, { submissions }: Sources): Fault | null {
  const { slug, version, manifest_sha256 } = record.measured.submission;
  if (submissions.get(versionKey({ slug, version }))?.manifestSha256 === manifest_sha256) return null;
  const fix = 'restore the manifest: a submission version is frozen once it has a record';
  return { path: recordFile(record), rule: `is of ${slug} ${version}, whose manifest is missing, broken or another`, fix };
}

/** @throws InputError where the record's submission or suite is not the one that lies here */
function joinRecord(record: ResultRecord, sources: Sources, preview: boolean): RegistryRecord {
  const fault = submissionFault(record, sources);
  if (fault) throw new InputError(fault);
  if (!sources.suites.some(({ digest }) => digest === record.measured.suite.digest)) {
    const fix = `restore its file in ${FOLDERS.suites}`;
    throw new InputError({ path: recordFile(record), rule: 'names a suite that was never frozen', fix });
  }
  const submission = sources.submissions.get(versionKey(record.measured.submission))!;
  const today = sources.suites.find(({ version }) => version === SUITE_VERSION);
  const addenda = sources.addendaOf(record.result_digest);
  const standing = today === undefined ? UNKNOWN_SUITE : recordStanding(record.measured, today, sources.suites, addenda);
  return { record, digest12: permalinkDigest(record.result_digest), preview, submission, standing, addenda };
}

/** Previews of this machine. One that no longer fits the submissions, the suite or the format is stale: it is skipped. */
async function readPreviews(root: string, sources: Sources, committed: ReadonlySet<string>): Promise<RegistryRecord[]> {
  const previews: RegistryRecord[] = [];
  for (const name of await listFiles(resolve(root, FOLDERS.previews))) {
    if (!name.endsWith('.json')) continue;
    try {
      const record = await readRecord(resolve(root, FOLDERS.previews, name), posixPath(join(FOLDERS.previews, name)));
      if (!committed.has(record.result_digest)) previews.push(joinRecord(record, sources, true));
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
    }
  }
  return previews;
}

/** @throws InputError where two records would share an address */
export function assertDistinctPermalinks(records: readonly Pick<RegistryRecord, 'record' | 'digest12'>[]): void {
  const digests = new Map<string, string>();
  for (const { record, digest12 } of records) {
    const other = digests.get(digest12);
    if (other !== undefined) {
      const rule = `shares its first digits with ${other}`;
      throw new InputError({ path: `record ${record.result_digest}`, rule, fix: 'evaluate again with another draw' });
    }
    digests.set(digest12, record.result_digest);
  }
}

async function readAttestations(root: string): Promise<ReadonlyMap<string, Uint8Array>> {
  const bundles = new Map<string, Uint8Array>();
  for (const name of await listFiles(resolve(root, FOLDERS.attestations))) {
    if (name.endsWith('.json'))
      bundles.set(name.slice(0, -'.json'.length), await readFile(resolve(root, FOLDERS.attestations, name)));
  }
  return bundles;
}

/**
 * Reads and validates submissions, committed records, local previews and suite versions. A submission that is broken, or was changed after
 * it was recorded, is left out with its records: one must not keep the others from their pages.
 *
 * @param root the repository's folder
 * @throws InputError where another file breaks its schema or was changed by hand, or two records share a permalink
 */
export async function readRegistryFiles(root: string): Promise<RegistryFiles> {
  const [{ sound: submissions, broken }, suites] = await Promise.all([readAllSubmissions(root), readSuites(root)]);
  const byVersion = new Map(submissions.map((loaded) => [versionKey(loaded.submission), loaded]));
  const addendaOf = await readAddendaOf(root);
  const sources = { submissions: byVersion, suites, addendaOf };
  const pack = packMeasurements();
  const read = (record: ResultRecord) => pack(joinAddenda(record, addendaOf(record.result_digest)));
  const withdrawals = await readWithdrawals(root);
  const withdrawn = new Set(withdrawals.map(({ result_digest }) => result_digest));
  const standing = (await mapRecords(root, FOLDERS.results, read)).filter(({ result_digest }) => !withdrawn.has(result_digest));
  const orphans = standing.flatMap((record) => {
    const fault = submissionFault(record, sources);
    return fault ? [{ name: `${FOLDERS.submissions}/${versionKey(record.measured.submission)}`, faults: [fault] }] : [];
  });
  const lost = new Set(orphans.flatMap(({ faults }) => faults.map(({ path }) => path)));
  const committed = standing
    .filter((record) => !lost.has(recordFile(record)))
    .map((record) => joinRecord(record, sources, false));
  const known = new Set(committed.map(({ record }) => record.result_digest));
  const records = [...committed, ...(await readPreviews(root, sources, known))];
  assertDistinctPermalinks(records);
  const [attestations, verifications] = await Promise.all([readAttestations(root), readVerifications(root)]);
  return { submissions, records, suites, withdrawals, attestations, verifications, leftOut: [...broken, ...orphans] };
}
