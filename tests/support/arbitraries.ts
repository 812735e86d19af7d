import fc from 'fast-check';
import { zeros, type Matrix } from '../../src/core/matrix.ts';
import { RandomStream } from '../../src/core/random/stream.ts';

/** A matrix of independent standard normals, named by its seed. */
export function normalMatrix(rows: number, columns: number, ...name: readonly (string | number)[]): Matrix {
  const matrix = zeros(rows, columns);
  new RandomStream('custodes/test', 'matrix', rows, columns, ...name).fillNormal(matrix.data);
  return matrix;
}

/** Normal matrices of varying shape; shrinks to small ones. */
export function normalMatrices(maximumRows: number, maximumColumns: number, minimumRows = 1): fc.Arbitrary<Matrix> {
  return fc
    .record({
      rows: fc.integer({ min: minimumRows, max: maximumRows }),
      columns: fc.integer({ min: 1, max: maximumColumns }),
      seed: fc.nat(),
    })
    .map(({ rows, columns, seed }) => normalMatrix(rows, columns, seed));
}
