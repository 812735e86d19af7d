import { InputError, type Fault } from '../core/input-error.ts';
import { npyToMatrix, parseNpy } from '../core/npy.ts';
import type { Matrix } from '../core/matrix.ts';
import type { StructureKind, Track } from '../suite/tracks/track.ts';
import { sha256Hex } from './digest.ts';
import { LIMITS } from './limits.ts';
import type { SubmissionFiles } from './submission-faults.ts';
import type { ModelFile, SubmittedModel } from './submission.ts';

const NAMES: Readonly<Record<StructureKind, string>> = { graph: 'a graph', decoder: 'a dictionary' };

type Broken = Omit<Fault, 'path'>;

function shapeFault({ rows, columns, data }: Matrix, track: Track, width: number): Broken | null {
  const { kind, mostCodes } = track.structure!;
  const wanted = kind === 'graph' ? rows : width;
  if (columns !== wanted) {
    const fix =
      rows === wanted && columns <= mostCodes
        ? `save its transpose, of shape (${columns}, ${rows})`
        : `make it (${rows}, ${wanted})`;
    return { rule: `has the shape (${rows}, ${columns})`, fix };
  }
  if (rows > mostCodes) return { rule: `has ${rows} rows`, fix: `keep to ${mostCodes} codes` };
  if (!data.every(Number.isFinite)) return { rule: 'holds NaN or infinity', fix: 'check the weights' };
  return kind === 'graph' ? edgeFault({ rows, columns, data }) : null;
}

/** A graph has edges or none: weights are for its author to cut off, and a loop on a node is no edge between two. */
function edgeFault({ rows, data }: Matrix): Broken | null {
  const weight = data.find((value) => value !== 0 && value !== 1);
  if (weight !== undefined)
    return {
      rule: `holds other numbers than 0 and 1, for example ${weight}`,
      fix: 'save numpy.abs(graph) > t with a threshold t of your choice: 1 at (parent, child) and 0 elsewhere',
    };
  const loop = Array.from({ length: rows }, (_, node) => node).find((node) => data[node * rows + node] !== 0);
  if (loop === undefined) return null;
  return {
    rule: `joins code ${loop} (counted from 0) to itself`,
    fix: 'write 0 on the diagonal: numpy.fill_diagonal(graph, 0)',
  };
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
