import { InputError, type Fault } from '../core/input-error.ts';
import { npyToMatrix, parseNpy } from '../core/npy.ts';
import type { Matrix } from '../core/matrix.ts';
import type { StructureKind, Track } from '../suite/tracks/track.ts';
import { sha256Hex } from './digest.ts';
import { LIMITS } from './limits.ts';
import type { SubmissionFiles } from './submission-faults.ts';
import type { ModelFile, SubmittedModel } from './submission.ts';

const NAMES: Readonly<Record<StructureKind, string>> = { graph: 'a graph', decoder: 'a dictionary' };

function shapeFault({ rows, columns, data }: Matrix, track: Track, width: number): Omit<Fault, 'path'> | null {
  const { kind, mostCodes } = track.structure!;
  if (rows > mostCodes) return { rule: `has ${rows} rows`, fix: `keep to ${mostCodes} codes` };
  const wanted = kind === 'graph' ? rows : width;
  if (columns !== wanted) return { rule: `has the shape (${rows}, ${columns})`, fix: `make it (${rows}, ${wanted})` };
  if (!data.every(Number.isFinite)) return { rule: 'holds NaN or infinity', fix: 'check the weights' };
  if (kind === 'graph' && !data.every((value) => value === 0 || value === 1))
    return { rule: 'holds other numbers than 0 and 1', fix: 'write 1 at (parent, child) and 0 elsewhere' };
  return null;
}

function fileFaults(
  { file, sha256 }: ModelFile,
  pointer: string,
  track: Track,
  width: number,
  submitted: SubmissionFiles,
): Fault[] {
  const path = `${submitted.folder}/${file}`;
  const bytes = submitted.files.get(file);
  if (!bytes)
    return [{ path: `${pointer}/file`, rule: `names ${file}, which is not there`, fix: 'add the file or correct the name' }];
  if (!file.endsWith('.npy'))
    return [{ path: `${pointer}/file`, rule: 'is no .npy file', fix: 'save the array with numpy.save' }];
  if (bytes.byteLength > LIMITS.fileBytes)
    return [{ path, rule: `has ${bytes.byteLength} bytes`, fix: `keep a file to ${LIMITS.fileBytes} bytes` }];
  const actual = sha256Hex(bytes);
  if (actual !== sha256)
    return [{ path: `${pointer}/sha256`, rule: `is not that of ${file}`, fix: `write ${actual} if the file is right` }];
  try {
    const fault = shapeFault(npyToMatrix(parseNpy(bytes, path), path), track, width);
    return fault === null ? [] : [{ path, ...fault }];
  } catch (error) {
    if (error instanceof InputError) return [...error.faults];
    throw error;
  }
}

/** What is wrong with the graph or dictionary of a model: missing, unwanted, or not what its name says. */
export function structureFaults(
  model: Pick<SubmittedModel, 'graph' | 'decoder'> & { readonly pointer: string },
  track: Track,
  observationShape: readonly number[],
  submitted: SubmissionFiles,
): Fault[] {
  const width = observationShape.reduce((size, length) => size * length, 1);
  const faults = (['graph', 'decoder'] as const).flatMap((kind): Fault[] => {
    const file = model[kind];
    const pointer = `${model.pointer}/${kind}`;
    if (kind !== track.structure?.kind)
      return file ? [{ path: pointer, rule: `is ${NAMES[kind]}, which ${track.id} does not take`, fix: 'leave it out' }] : [];
    if (file) return fileFaults(file, pointer, track, width, submitted);
    return track.structure.required
      ? [{ path: pointer, rule: 'is missing', fix: `give ${NAMES[kind]} with every model of ${track.id}` }]
      : [];
  });
  return faults;
}
