import { readFile, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { InputError } from '../../core/input-error.ts';
import { identityDigest, resultDigest } from '../../registry/digest.ts';
import { recordDocument } from '../../registry/documents.ts';
import { LIMITS } from '../../registry/limits.ts';
import { recordPath, recordText } from '../../registry/make-record.ts';
import type { ResultRecord } from '../../registry/record.ts';
import { FOLDERS, listFiles, posixPath } from './folders.ts';
import { writeFileAtomically } from './write-file.ts';

/** Reads a record and recomputes its digests. @throws InputError where it breaks its schema or was changed by hand */
export async function readRecord(file: string, path = posixPath(file)): Promise<ResultRecord> {
  const bytes = await readFile(file);
  if (bytes.byteLength > LIMITS.recordBytes) {
    throw new InputError({ path, rule: `has ${bytes.byteLength} bytes`, fix: `a record has at most ${LIMITS.recordBytes}` });
  }
  const record = recordDocument.parse(bytes.toString('utf8'), path);
  const { measured, result_digest, identity_digest } = record;
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

/** All records below a folder, sorted by path. */
export async function readRecords(root: string, folder: string): Promise<ResultRecord[]> {
  const names = (await listFiles(resolve(root, folder))).filter((name) => name.endsWith('.json'));
  return await Promise.all(names.map((name) => readRecord(resolve(root, folder, name), posixPath(join(folder, name)))));
}

/** What became of a record that was to be stored. `retry`: the same result is there already; nothing was written. */
export interface StoredRecord {
  readonly path: string;
  readonly outcome: 'written' | 'retry' | 'replaced';
}

/**
 * Stores a record for good: a folder of results is only ever added to. Previews alone give way to newer ones of the same identity.
 *
 * @param folder relative to the root or absolute
 * @throws InputError where another result of the same submission, track and suite is there
 */
export async function storeRecord(root: string, folder: string, record: ResultRecord): Promise<StoredRecord> {
  const { measured, identity_digest, result_digest } = record;
  const place = (stored: ResultRecord) => posixPath(join(folder, recordPath(stored)));
  const path = place(record);
  const existing = await readRecords(root, join(folder, measured.track.id));
  const others = existing.filter((stored) => stored.identity_digest === identity_digest);
  if (others.some((stored) => stored.result_digest === result_digest)) return { path, outcome: 'retry' };
  const previews = resolve(root, folder) === resolve(root, FOLDERS.previews);
  const [other] = others;
  if (other && !previews) {
    throw new InputError({
      path: place(other),
      rule: `holds another result of ${measured.submission.slug} on ${measured.track.id} under this suite`,
      fix: 'results are never replaced: submit a new version, or withdraw the old record first',
    });
  }
  if (existing.some((stored) => place(stored) === path)) {
    throw new InputError({
      path,
      rule: 'is taken by another record',
      fix: 'the first digits of two digests collide: draw again',
    });
  }
  await writeFileAtomically(resolve(root, path), recordText(record));
  for (const stored of others) await rm(resolve(root, place(stored)));
  return { path, outcome: others.length > 0 ? 'replaced' : 'written' };
}
