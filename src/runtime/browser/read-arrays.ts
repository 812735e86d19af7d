import { InputError } from '../../core/input-error.ts';
import type { Matrix } from '../../core/matrix.ts';
import { readArray } from '../../core/arrays/read-array.ts';
import { formatNpy } from '../../core/npy.ts';
import { toRows } from '../../core/matrix.ts';
import { sha256Hex } from '../../registry/digest.ts';
import { drawCell, resolveCell } from '../../suite/cell.ts';
import type { MeasureRequest } from './measure-protocol.ts';
import { equicorrelatedGaussian } from '../../suite/dgps/equicorrelated-gaussian/index.ts';
import { denseLinear } from '../../suite/geometries/dense-linear/index.ts';

/** An array as the report names it. */
export interface NamedArray {
  readonly name: string;
  readonly sha256: string;
  readonly matrix: Matrix;
  /** What the reader ought to know of how the file was read: plain sentences. */
  readonly remarks: readonly string[];
}

type Side = 'factors' | 'codes';

/** A page that holds more than this twice over would be ended by the browser. */
const MAXIMUM_BYTES = 256 * 1024 * 1024;

/** Codes that mix correlated factors: metrics contradict each other on them. */
const EXAMPLE = { dgp: equicorrelatedGaussian.id, geometry: denseLinear.id, n: 2000, d: 5 } as const;

async function readBytes(name: string, bytes: Uint8Array, side: Side): Promise<NamedArray> {
  return { name, sha256: sha256Hex(bytes), ...(await readArray(bytes, name, { side, addressable: false })) };
}

async function readFile(file: File, side: Side): Promise<NamedArray> {
  if (file.size > MAXIMUM_BYTES)
    throw new InputError({
      path: file.name,
      rule: `has ${file.size} bytes, more than the ${MAXIMUM_BYTES} that this page takes`,
      fix: 'measure it on a terminal',
    });
  let bytes: Uint8Array;
  try {
    bytes = new Uint8Array(await file.arrayBuffer());
  } catch {
    throw new InputError({ path: file.name, rule: 'cannot be read', fix: 'choose it again: it may have changed or gone' });
  }
  return await readBytes(file.name, bytes, side);
}

async function exampleArray(side: Side, matrix: Matrix): Promise<NamedArray> {
  const bytes = formatNpy(Float64Array.from(toRows(matrix).flat()), [matrix.rows, matrix.columns]);
  return await readBytes(`${side}.npy`, bytes, side);
}

/** The two arrays of a request. @throws InputError where a file is no intact table of numbers */
export async function readArrays({ files }: Pick<MeasureRequest, 'files'>): Promise<{ factors: NamedArray; codes: NamedArray }> {
  if (files !== null) return { factors: await readFile(files.factors, 'factors'), codes: await readFile(files.codes, 'codes') };
  const { factors, codes } = drawCell(resolveCell(EXAMPLE), 0);
  return { factors: await exampleArray('factors', factors), codes: await exampleArray('codes', codes) };
}
