import { readFile, rm, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { InputError } from '../../core/input-error.ts';
import { canonicalJson } from '../../registry/canonical-json.ts';
import { identityDigest, resultDigest, type IdentityParts } from '../../registry/digest.ts';
import { recordDocument } from '../../registry/documents.ts';
import { LIMITS } from '../../registry/limits.ts';
import { recordPath, recordText } from '../../registry/make-record.ts';
import type { Measured, ResultRecord } from '../../registry/record.ts';
import { recordPart } from '../../registry/suite/standing.ts';
import type { SuiteVersion } from '../../registry/suite/suite-version.ts';
import { FOLDERS, listFiles, posixPath, readTextIfPresent } from './folders.ts';
import { readSuites } from './suite-files.ts';
import { writeFileAtomically } from './write-file.ts';

/** Reads a record and recomputes its digests. @throws InputError where it breaks its schema or was changed by hand */
export async function readRecord(file: string, path = posixPath(file)): Promise<ResultRecord> {
  assertSize((await stat(file)).size, path);
  return checkRecord(recordDocument.parse(await readFile(file, 'utf8'), path), path);
}

function assertSize(size: number, path: string): void {
  if (size <= LIMITS.recordBytes) return;
  throw new InputError({ path, rule: `has ${size} bytes`, fix: `a record has at most ${LIMITS.recordBytes}` });
}

/** @throws InputError where a record that obeys its schema was changed by hand, or lies in the wrong place */
function checkRecord(record: ResultRecord, path: string): ResultRecord {
  const { measured, result_digest, identity_digest } = record;
  if ((measured.schema === 'custodes/measured/3') !== (measured.part !== undefined)) {
    const fix = 'restore the file as it was written';
    throw new InputError({ path: `${path}#/measured/part`, rule: `does not belong to ${measured.schema}`, fix });
  }
  if (resultDigest(measured) !== result_digest || identityDigest(measured) !== identity_digest) {
    throw new InputError({
      path,
      rule: 'does not have the digests that it names',
      fix: 'restore the file as it was written: records are never edited',
    });
  }
  if (!path.endsWith(recordPath(record))) {
    throw new InputError({ path, rule: 'lies in the wrong place', fix: `name it ${recordPath(record)}` });
  }
  return record;
}

/** Files that are read at the same time: all of ten thousand would lie in memory at once, as bytes, as text and as objects. */
const READ_TOGETHER = 32;

/**
 * What is made of each record below a folder, sorted by path.
 *
 * @param take is given each record as soon as it is read, so that not all of them need to lie in memory
 */
export async function mapRecords<T>(root: string, folder: string, take: (record: ResultRecord) => T): Promise<T[]> {
  const names = (await listFiles(resolve(root, folder))).filter((name) => name.endsWith('.json'));
  const taken: T[] = [];
  for (let start = 0; start < names.length; start += READ_TOGETHER) {
    const some = names.slice(start, start + READ_TOGETHER);
    const read = some.map((name) => readRecord(resolve(root, folder, name), posixPath(join(folder, name))));
    taken.push(...(await Promise.all(read)).map(take));
  }
  return taken;
}

/** All records below a folder, sorted by path. */
export function readRecords(root: string, folder: string): Promise<ResultRecord[]> {
  return mapRecords(root, folder, (record) => record);
}

/** What became of a record that was to be stored. `retry`: the same result is there already; nothing was written. */
export interface StoredRecord {
  readonly path: string;
  readonly outcome: 'written' | 'retry' | 'replaced';
}

/** A folder of records, relative to the root or absolute. */
export interface RecordFolder {
  readonly root: string;
  readonly folder: string;
}

function placeOf({ folder }: RecordFolder, record: ResultRecord): string {
  return posixPath(join(folder, recordPath(record)));
}

/** Previews alone give way to newer ones; every other folder of records is only ever added to. */
function isAppendOnly({ root, folder }: RecordFolder): boolean {
  return resolve(root, folder) !== resolve(root, FOLDERS.previews);
}

/** By its digest, or by the part that a record of an earlier format rests on: under equal parts a second draw would be a choice. */
function isSameResult(
  { identity_digest, measured }: ResultRecord,
  parts: IdentityParts,
  suites: readonly SuiteVersion[],
): boolean {
  if (identity_digest === identityDigest(parts)) return true;
  if (measured.part !== undefined || recordPart(measured, suites)?.digest !== parts.part?.digest) return false;
  return (
    parts.part !== undefined &&
    identityDigest({ submission: parts.submission, track: parts.track, suite: measured.suite }) === identity_digest
  );
}

async function suitesFor({ root }: RecordFolder, { part }: IdentityParts): Promise<readonly SuiteVersion[]> {
  return part === undefined ? [] : await readSuites(root);
}

function sameResults(existing: readonly ResultRecord[], parts: IdentityParts, suites: readonly SuiteVersion[]): ResultRecord[] {
  return existing.filter((record) => isSameResult(record, parts, suites));
}

async function recordsOfSameIdentity(target: RecordFolder, parts: IdentityParts): Promise<ResultRecord[]> {
  const existing = await readRecords(target.root, join(target.folder, parts.track.id));
  return sameResults(existing, parts, await suitesFor(target, parts));
}

function refuseReplacement(target: RecordFolder, existing: ResultRecord): never {
  const { submission, track } = existing.measured;
  throw new InputError({
    path: placeOf(target, existing),
    rule: `holds another result of ${submission.slug} on ${track.id} under this suite`,
    fix: 'results are never replaced: submit a new version, or withdraw the old record first',
  });
}

/**
 * Says before any work whether a result could be stored: not beside one of the same submission, track and suite on another draw.
 *
 * @throws InputError where it could not
 */
export async function assertStorable(target: RecordFolder, parts: IdentityParts & Pick<Measured, 'draw'>): Promise<void> {
  if (!isAppendOnly(target)) return;
  const others = await recordsOfSameIdentity(target, parts);
  const other = others.find(({ measured }) => measured.draw.commit !== parts.draw.commit);
  if (other) refuseReplacement(target, other);
}

/** The bytes of a record that everybody will be able to read. @throws InputError */
function validBytes(record: ResultRecord, path: string): Uint8Array {
  const text = recordText(record);
  const bytes = new TextEncoder().encode(text);
  assertSize(bytes.byteLength, path);
  for (const measurement of Object.values(record.measured.models).flat()) {
    const size = canonicalJson(measurement).length;
    const rule = `has ${size} bytes for instance ${measurement.instance}, seed ${measurement.seed}`;
    if (size > LIMITS.measurementBytes)
      throw new InputError({ path, rule, fix: `a model's numbers have ${LIMITS.measurementBytes}` });
  }
  checkRecord(recordDocument.parse(text, path), path);
  return bytes;
}

/**
 * Stores a record, which is validated first.
 *
 * @param existing all records of the folder, where they were read already
 * @throws InputError where another result of the same submission, track and suite is there
 */
export async function storeRecord(
  target: RecordFolder,
  record: ResultRecord,
  existing?: readonly ResultRecord[],
): Promise<StoredRecord> {
  const { root, folder } = target;
  const path = placeOf(target, record);
  const others =
    (existing && sameResults(existing, record.measured, await suitesFor(target, record.measured))) ??
    (await recordsOfSameIdentity(target, record.measured));
  if (others.some(({ result_digest }) => result_digest === record.result_digest)) return { path, outcome: 'retry' };
  const [other] = others;
  if (other && isAppendOnly(target)) refuseReplacement(target, other);
  if ((await readTextIfPresent(resolve(root, path))) !== null) {
    throw new InputError({
      path,
      rule: 'is taken by another record',
      fix: 'the first digits of two digests collide: draw again',
    });
  }
  await writeFileAtomically(resolve(root, path), validBytes(record, path));
  for (const stored of others) await rm(resolve(root, folder, recordPath(stored)));
  return { path, outcome: others.length > 0 ? 'replaced' : 'written' };
}
