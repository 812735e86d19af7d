import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { SCHEMA_FOLDER } from '../../core/documents/schema-path.ts';
import { InputError } from '../../core/input-error.ts';
import { printable } from '../../registry/printable.ts';

/** Where things lie, relative to the repository's root. */
export const FOLDERS = {
  submissions: 'submissions',
  /** The environment names another folder where the site at scale is measured. */
  results: process.env['CUSTODES_RESULTS'] ?? 'content/results',
  /** Metrics that were added to records. */
  addenda: 'content/addenda',
  suites: 'content/suite',
  atlas: 'content/atlas',
  passports: 'content/passports',
  /** Numbers that were published with the paper, and where ours differ. */
  paper: 'content/paper',
  /** As on the site, so that an address relative to a document leads to its schema in both. */
  schemas: `content/${SCHEMA_FOLDER}`,
  withdrawals: 'content/withdrawals.json',
  allowedNames: 'content/allowed-names.json',
  codeOwners: '.github/CODEOWNERS',
  /** The registry's list of reference rows. The environment names another file where the site at scale is measured. */
  referenceRows: process.env['CUSTODES_REFERENCE_ROWS'] ?? 'content/reference-rows.json',
  attestations: 'content/attestations',
  verified: 'content/verified.json',
  /** Results that are no part of the registry. The environment names another folder for a site of its own, as the browser tests make. */
  previews: process.env['CUSTODES_PREVIEWS'] ?? '.cache/results',
  /** Submissions that are no part of the registry, for such a site; none unless the environment names them. */
  guests: process.env['CUSTODES_GUESTS'] ?? null,
} as const;

/** Longest path in a message. */
export const PATH_LENGTH = 200;

/** A path as messages and addresses write it. */
export function posixPath(path: string): string {
  return path.split(sep).join('/');
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}

/** A file's text, or null where there is none. */
export async function readTextIfPresent(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

/**
 * Paths of all plain files below a folder, sorted by code units; none where the folder is missing.
 *
 * @param name how messages name the folder
 * @throws InputError where there is anything but files and folders: a link could lead out of the folder
 */
export async function listFiles(folder: string, name = folder): Promise<string[]> {
  let entries;
  try {
    entries = await readdir(folder, { withFileTypes: true, recursive: true });
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
  const faults = entries
    .filter((entry) => !entry.isFile() && !entry.isDirectory())
    .map((entry) => ({
      path: printable(posixPath(join(name, relative(folder, join(entry.parentPath, entry.name)))), PATH_LENGTH),
      rule: 'is a link or a special file',
      fix: 'put the file itself there',
    }));
  if (faults.length > 0) throw new InputError(...faults);
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => relative(folder, join(entry.parentPath, entry.name)));
  return paths.map(posixPath).toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}
