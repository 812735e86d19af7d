import { lstat, readFile, readdir, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { InputError } from '../../core/input-error.ts';
import { LIMITS } from '../../registry/limits.ts';
import { parseManifest, type Manifest } from '../../registry/manifest.ts';
import { printable } from '../../registry/printable.ts';
import type { ReferenceRow } from '../../registry/reference-rows.ts';
import { MANIFEST_NAME } from '../../registry/manifest-name.ts';
import type { SubmissionFiles } from '../../registry/submission-faults.ts';
import { artefactName, type Submission } from '../../registry/submission.ts';
import { fetchArtefacts } from './artefacts.ts';
import { FOLDERS, listFiles, PATH_LENGTH } from './folders.ts';
import { readReferenceRows } from './reference-row-file.ts';

/** A submission version with a manifest that obeys its schema; its files have not been looked at. */
export interface LoadedSubmission extends Manifest {
  /** Absolute path. */
  readonly folder: string;
  /** As messages name it: `submissions/<slug>/<version>`. */
  readonly name: string;
}

/** What an author of large models is told. */
const LARGE_MODELS = `keep to ${LIMITS.submissionBytes}: a model of up to ${LIMITS.remoteBytes} may stay at an https address, named by url`;

function nameOf(folder: string): string {
  return `${FOLDERS.submissions}/${basename(dirname(folder))}/${basename(folder)}`;
}

/** Whether a folder is a version: its manifest is a file, no link. */
export async function hasManifest(folder: string): Promise<boolean> {
  return (await lstat(join(folder, MANIFEST_NAME)).catch(() => null))?.isFile() ?? false;
}

/** Compares versions such as 1.10 and 1.9 by their numbers; anything else by code units. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [a, b].map((version) => version.split('.').map(Number));
  for (let i = 0; i < Math.max(left!.length, right!.length); i++) {
    const difference = (left![i] ?? 0) - (right![i] ?? 0);
    if (difference !== 0 && !Number.isNaN(difference)) return difference;
  }
  return a < b ? -1 : a > b ? 1 : 0;
}

/** @throws InputError where there is a link, which git would keep as a link */
async function refuseLink(file: string, path: string): Promise<void> {
  if (!(await lstat(file).catch(() => null))?.isSymbolicLink()) return;
  throw new InputError({ path: printable(path, PATH_LENGTH), rule: 'is a link', fix: 'put what it leads to there itself' });
}

/**
 * Folders of all versions that a path names, oldest first: itself a version, or a submission with versions in it.
 *
 * @throws InputError where there is no manifest
 */
export async function findVersions(path: string): Promise<string[]> {
  const folder = resolve(path);
  await refuseLink(folder, path);
  if (await hasManifest(folder)) return [folder];
  await refuseLink(join(folder, MANIFEST_NAME), `${path}/${MANIFEST_NAME}`);
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  for (const { name } of entries.filter((entry) => entry.isSymbolicLink()))
    await refuseLink(join(folder, name), `${path}/${name}`);
  const candidates = entries.filter((entry) => entry.isDirectory()).map((entry) => join(folder, entry.name));
  const found = [];
  for (const candidate of candidates) {
    if (await hasManifest(candidate)) found.push(candidate);
    else await refuseLink(join(candidate, MANIFEST_NAME), `${path}/${basename(candidate)}/${MANIFEST_NAME}`);
  }
  if (found.length > 0) return found.toSorted((a, b) => compareVersions(basename(a), basename(b)));
  const fix = 'give submissions/<slug> or submissions/<slug>/<version>';
  throw new InputError({ path, rule: `has no ${MANIFEST_NAME}, nor has a folder in it`, fix });
}

/**
 * Reads and validates a manifest.
 *
 * @param rows the registry's reference rows; by default those of the repository in which the command runs
 * @throws InputError
 */
export async function loadSubmission(folder: string, rows?: readonly ReferenceRow[]): Promise<LoadedSubmission> {
  const name = nameOf(folder);
  const path = `${name}/${MANIFEST_NAME}`;
  const file = join(folder, MANIFEST_NAME);
  const { size } = await stat(file);
  if (size > LIMITS.manifestBytes) {
    throw new InputError({ path, rule: `has ${size} bytes`, fix: `keep it to ${LIMITS.manifestBytes}` });
  }
  const manifest = parseManifest(await readFile(file), path, rows ?? (await readReferenceRows(process.cwd())));
  return { ...manifest, folder, name };
}

function artefactsOf({ tracks }: Submission): { readonly file: string; readonly sha256: string }[] {
  const models = tracks.flatMap((entry) => Object.values(entry.models)).flatMap((instances) => Object.values(instances));
  return models.flatMap((seeds) => Object.values(seeds)).map((model) => ({ file: artefactName(model), sha256: model.sha256 }));
}

/** Every file of a submission version, and every model that lies elsewhere. Beyond the limits nothing is read: size alone is a fault. */
export async function readSubmissionFiles({ submission, folder, name, role }: LoadedSubmission): Promise<SubmissionFiles> {
  const paths = await listFiles(folder, name);
  if (paths.length > LIMITS.submissionFiles) {
    throw new InputError({ path: name, rule: `has ${paths.length} files`, fix: `keep to ${LIMITS.submissionFiles}` });
  }
  const sizes = await Promise.all(paths.map(async (path) => (await stat(join(folder, path))).size));
  const total = sizes.reduce((sum, size) => sum + size, 0);
  if (total > LIMITS.submissionBytes) {
    throw new InputError({ path: name, rule: `has ${total} bytes`, fix: LARGE_MODELS });
  }
  const files = new Map<string, Uint8Array>();
  for (const path of paths) files.set(path, await readFile(join(folder, path)));
  return { folder: name, files, remote: await fetchArtefacts(artefactsOf(submission)), isReference: role !== null };
}

/** A submission's folder below a root. */
export function submissionFolder(submissionsRoot: string, { slug, version }: Pick<Submission, 'slug' | 'version'>): string {
  return resolve(submissionsRoot, slug, version);
}
