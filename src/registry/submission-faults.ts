import { BOARDS, findBoard } from '../boards/catalogue.ts';
import { InputError, type Fault } from '../core/input-error.ts';
import { npyToMatrix, parseNpy } from '../core/npy.ts';
import { findTrack, TRACKS } from '../suite/tracks/catalogue.ts';
import type { Track } from '../suite/tracks/track.ts';
import { companionFaults, isReserved } from './companion-files.ts';
import { sha256Hex } from './digest.ts';
import { VARIANTS } from './evaluation-cells.ts';
import { LIMITS } from './limits.ts';
import { MANIFEST_NAME } from './manifest-name.ts';
import { auditModel } from './onnx/audit.ts';
import { placeholderFaults } from './placeholder-faults.ts';
import { printable } from './printable.ts';
import { sharedArtefactFaults } from './shared-artefact-faults.ts';
import { structureFaults } from './structure-faults.ts';
import { artefactName, isRemote, type Submission, type SubmittedModel } from './submission.ts';

/** A submission version as it lies in its folder. */
export interface SubmissionFiles {
  /** How messages name the folder: `submissions/<slug>/<version>`. */
  readonly folder: string;
  /** Bytes of every file, by its path relative to the folder with forward slashes. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** Bytes of models that lie elsewhere by their address, or why they are not here. */
  readonly remote?: ReadonlyMap<string, Uint8Array | Fault>;
  /** Whether the registry's list makes it a reference row, which may show one file everywhere. */
  readonly isReference?: boolean;
}

const EXTENSIONS = { encoder: '.onnx', codes: '.npy' } as const;
function auditCodes(path: string, bytes: Uint8Array, track: Track): Fault[] {
  try {
    const array = parseNpy(bytes, path);
    if (array.rounded > 0) {
      const rule = `holds ${array.rounded} whole numbers beyond 2^53, which float64 cannot hold`;
      return [{ path, rule, fix: 'save the codes as the float32 or float64 numbers that are meant' }];
    }
    const { rows, columns, data } = npyToMatrix(array, path);
    const faults: Fault[] = [];
    if (rows !== track.evaluationRows) {
      faults.push({
        path,
        rule: `has ${rows} rows`,
        fix: `give one row for each of the ${track.evaluationRows} of the public draw`,
      });
    }
    if (columns > LIMITS.codes) faults.push({ path, rule: `has ${columns} codes`, fix: `keep to ${LIMITS.codes}` });
    if (!data.every(Number.isFinite)) faults.push({ path, rule: 'holds NaN or infinity', fix: 'check the codes' });
    return faults;
  } catch (error) {
    if (error instanceof InputError) return [...error.faults];
    throw error;
  }
}

function folderFaults(submission: Submission, { folder, files }: SubmissionFiles): Fault[] {
  const faults: Fault[] = [];
  const [, slug, version] = /([^/]+)\/([^/]+)$/.exec(folder) ?? [];
  const path = `${folder}/${MANIFEST_NAME}`;
  if (slug !== submission.slug)
    faults.push({ path: `${path}#/slug`, rule: `differs from the folder "${printable(slug)}"`, fix: 'make them equal' });
  if (version !== submission.version) {
    faults.push({ path: `${path}#/version`, rule: `differs from the folder "${printable(version)}"`, fix: 'make them equal' });
  }
  if (files.size > LIMITS.submissionFiles) {
    faults.push({ path: folder, rule: `has ${files.size} files`, fix: `keep to ${LIMITS.submissionFiles}` });
  }
  const bytes = [...files.values()].reduce((sum, file) => sum + file.byteLength, 0);
  if (bytes > LIMITS.submissionBytes)
    faults.push({ path: folder, rule: `has ${bytes} bytes`, fix: `keep to ${LIMITS.submissionBytes}` });
  const seen = new Map<string, string>();
  for (const name of files.keys()) {
    const twin = seen.get(name.toLowerCase());
    if (twin !== undefined)
      faults.push({
        path: `${folder}/${printable(name)}`,
        rule: `differs from ${printable(twin)} by case only`,
        fix: 'rename one',
      });
    seen.set(name.toLowerCase(), name);
    if (isReserved(name))
      faults.push({ path: `${folder}/${printable(name)}`, rule: 'has a name that Windows cannot write', fix: 'rename it' });
  }
  if (isReserved(submission.slug))
    faults.push({ path: `${path}#/slug`, rule: 'is a name that Windows cannot write', fix: 'choose another name' });
  return faults;
}

interface Reference extends Pick<SubmittedModel, 'sha256' | 'graph' | 'decoder'> {
  /** Path beside the manifest, or an address. */
  readonly name: string;
  readonly pointer: string;
  readonly kind: keyof typeof EXTENSIONS;
  readonly track: Track;
  readonly instance: number;
}

/** Every file that the manifest names, with faults of what names it. */
function collectReferences(submission: Submission, manifestPath: string): { references: Reference[]; faults: Fault[] } {
  const references: Reference[] = [];
  const faults: Fault[] = [];
  const seen = new Set<string>();
  submission.tracks.forEach((entry, position) => {
    const path = `${manifestPath}#/tracks/${position}`;
    const track = TRACKS.find(({ id }) => id === entry.track);
    if (!track) {
      faults.push({
        path: `${path}/track`,
        rule: 'names no track',
        fix: `use one of ${BOARDS.map((board) => board.track.id).join(', ')}`,
      });
      return;
    }
    if (findBoard(track.id) === undefined) {
      const fix = `enter one of ${BOARDS.map((board) => board.track.id).join(', ')}`;
      faults.push({ path: `${path}/track`, rule: `names ${track.id}, which has no board: it gives data only`, fix });
      return;
    }
    if (seen.has(track.id))
      faults.push({ path: `${path}/track`, rule: `names ${track.id} a second time`, fix: 'put its models in one entry' });
    seen.add(track.id);
    for (const variant of VARIANTS) {
      for (const [key, seeds] of Object.entries(entry.models[variant] ?? {})) {
        const instance = Number(key);
        const pointer = `${path}/models/${variant}/${key}`;
        if (instance >= track.instanceCount) {
          faults.push({ path: pointer, rule: 'is not a valid instance', fix: `use 0 to ${track.instanceCount - 1}` });
          continue;
        }
        for (const [seed, model] of Object.entries(seeds)) {
          references.push({
            ...model,
            name: artefactName(model),
            pointer: `${pointer}/${seed}`,
            kind: entry.kind,
            track,
            instance,
          });
        }
      }
    }
  });
  return { references, faults };
}

/** The bytes that a reference names, or the fault that keeps them away. */
function referredBytes({ name, pointer, kind }: Reference, { folder, files, remote }: SubmissionFiles): Uint8Array | Fault {
  if (isRemote(name)) {
    const path = `${pointer}/url`;
    if (kind === 'codes')
      return {
        path,
        rule: 'references codes by address, which is only supported for models',
        fix: 'put the codes beside the manifest',
      };
    return remote?.get(name) ?? { path, rule: 'was not fetched', fix: 'run the command again with network access' };
  }
  const path = `${pointer}/file`;
  const bytes = files.get(name);
  if (!bytes) return { path, rule: `names ${name}, which is not there`, fix: 'add the file or correct the name' };
  const extension = EXTENSIONS[kind];
  if (!name.endsWith(extension)) {
    return { path, rule: `is no ${extension} file`, fix: `submit ${extension} files for the kind "${kind}"` };
  }
  if (bytes.byteLength <= LIMITS.fileBytes) return bytes;
  const fix = `keep a file to ${LIMITS.fileBytes} bytes, or give the url of a larger model`;
  return { path: `${folder}/${name}`, rule: `has ${bytes.byteLength} bytes`, fix };
}

function referenceFaults(reference: Reference, files: SubmissionFiles): Fault[] {
  const { name, sha256, pointer, kind, track, instance } = reference;
  const bytes = referredBytes(reference, files);
  if (!(bytes instanceof Uint8Array)) return [bytes];
  const path = isRemote(name) ? name : `${files.folder}/${name}`;
  const actual = sha256Hex(bytes);
  if (actual !== sha256)
    return [{ path: `${pointer}/sha256`, rule: `is not that of ${name}`, fix: `write ${actual} if the file is right` }];
  const { observationShape } = track.createInstance(instance, 'main');
  const own =
    kind === 'codes'
      ? auditCodes(path, bytes, track)
      : auditModel(path, bytes, observationShape, isRemote(name) ? LIMITS.remoteBytes : LIMITS.fileBytes);
  return [...own, ...structureFaults(reference, track, observationShape, files)];
}

/** Files that no entry of the manifest names, and that are not the manifest. */
function companionsOf(references: readonly Reference[], { files }: SubmissionFiles): ReadonlyMap<string, Uint8Array> {
  const named = new Set(references.flatMap(({ name, graph, decoder }) => [name, graph?.file, decoder?.file]));
  return new Map([...files].filter(([name]) => name !== MANIFEST_NAME && !named.has(name)));
}

/** All that is wrong with a submission whose manifest obeys its schema; nothing is executed. */
export function submissionFaults(submission: Submission, files: SubmissionFiles): Fault[] {
  const { references, faults } = collectReferences(submission, `${files.folder}/${MANIFEST_NAME}`);
  const checked = new Set<string>();
  const artefacts = references.flatMap((reference) => {
    // One file may serve several instances: its own faults are told once for each shape of observation.
    const found = referenceFaults(reference, files).filter(({ path, rule }) => !checked.has(`${path} ${rule}`));
    found.forEach(({ path, rule }) => checked.add(`${path} ${rule}`));
    return found;
  });
  return [
    ...folderFaults(submission, files),
    ...placeholderFaults(submission, files.folder),
    ...faults,
    ...(files.isReference ? [] : sharedArtefactFaults(submission, files.folder)),
    ...artefacts,
    ...companionFaults(files.folder, companionsOf(references, files)),
  ];
}

/** Tracks of a submission in the manifest's order, narrowed to one. @throws InputError where the submission does not enter it */
export function submittedTracks(submission: Submission, only?: string): string[] {
  const ids = submission.tracks.map(({ track }) => track);
  if (only === undefined) return ids;
  if (ids.includes(findTrack(only).id)) return [only];
  throw new InputError({
    path: '--track',
    rule: `${submission.slug} does not enter ${only}`,
    fix: `use one of ${ids.join(', ')}`,
  });
}
