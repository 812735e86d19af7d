import { InputError } from '../../src/core/input-error.ts';
import { column, type Matrix } from '../../src/core/matrix.ts';
import { RandomStream } from '../../src/core/random/stream.ts';
import { drawCell, resolveCell, type Cell, type CellRequest } from '../../src/suite/cell.ts';
import { DGPS } from '../../src/suite/dgps/catalogue.ts';
import { GEOMETRIES } from '../../src/suite/geometries/catalogue.ts';

/** Two arrays to measure. */
export interface RandomInput {
  readonly name: string;
  readonly factors: Matrix;
  readonly codes: Matrix;
}

/** Every so many inputs one has enough rows for what only large n takes: quadratures, long steps, blocks. */
const LARGE_EVERY = 50;
const LARGE_ROWS = 600;

/** What is done to an array afterwards. */
const DISTORTIONS: Readonly<Record<string, (values: Float64Array, stream: RandomStream) => void>> = {
  plain: () => {},
  ties: (values) => values.forEach((value, i) => (values[i] = Math.round(2 * value) / 2)),
  constant: (values) => values.fill(values[0]!),
  offset: (values) => values.forEach((value, i) => (values[i] = 1e6 + 1e-3 * value)),
  tiny: (values) => values.forEach((value, i) => (values[i] = 1e-9 * value)),
  // Not by `**`, whose last bit depends on the engine.
  heavy: (values) => values.forEach((value, i) => (values[i] = value * value * value * value * value)),
};

function resolveRandomCell(stream: RandomStream, n: number): Cell {
  const request: CellRequest = {
    dgp: DGPS[stream.below(DGPS.length)]!.id,
    geometry: GEOMETRIES[stream.below(GEOMETRIES.length)]!.id,
    n,
    d: 1 + stream.below(5),
  };
  try {
    return resolveCell(request);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    // Some need several factors.
    return resolveCell({ ...request, d: 5 });
  }
}

/** Seeded inputs of many shapes, DGPs and geometries, with ties, constants, offsets and heavy tails; most are small. */
export function randomInputs(count: number): RandomInput[] {
  return Array.from({ length: count }, (_, k) => {
    const stream = new RandomStream('custodes/test', 'random inputs', k);
    const n = k % LARGE_EVERY === LARGE_EVERY - 1 ? LARGE_ROWS : 2 + stream.below(70);
    const cell = resolveRandomCell(stream, n);
    const { factors, codes } = drawCell(cell, k);
    const kinds = [factors, codes].map((matrix) => {
      const kind = Object.keys(DISTORTIONS)[stream.below(Object.keys(DISTORTIONS).length)]!;
      DISTORTIONS[kind]!(column(matrix, stream.below(matrix.columns)), stream);
      return kind;
    });
    return {
      name: `${k}: ${cell.dgp.id} ${cell.geometry.id}, n = ${n}, d = ${cell.d}, m = ${cell.m}, ${kinds.join(' and ')}`,
      factors,
      codes,
    };
  });
}
