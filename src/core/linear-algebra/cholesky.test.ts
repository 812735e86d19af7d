import { describe, expect, it } from 'vitest';
import { RandomStream } from '../random/stream.ts';
import { factoriseCholesky, solveCholesky, solveCholeskyAll } from './cholesky.ts';

function randomPositiveDefinite(size: number): Float64Array {
  const b = new RandomStream('test', 'cholesky', size).fillNormal(new Float64Array(size * size));
  const matrix = new Float64Array(size * size);
  for (let i = 0; i < size; i++)
    for (let j = 0; j < size; j++) {
      for (let k = 0; k < size; k++) matrix[i * size + j]! += b[i * size + k]! * b[j * size + k]!;
      if (i === j) matrix[i * size + j]! += 1;
    }
  return matrix;
}

describe('factoriseCholesky', () => {
  // Sizes on both sides of a panel, of two panels, and of a tile.
  it.each([1, 2, 5, 63, 64, 65, 131, 150])('solves a system of %i unknowns', (size) => {
    const matrix = randomPositiveDefinite(size);
    const factor = factoriseCholesky(matrix.slice(), size)!;
    const solution = Float64Array.from({ length: size }, (_, i) => i - 2);
    solveCholesky(factor, solution);
    for (let i = 0; i < size; i++) {
      let product = 0;
      for (let j = 0; j < size; j++) product += matrix[i * size + j]! * solution[j]!;
      expect(product).toBeCloseTo(i - 2, 8);
    }
  });

  it('solves many systems to the bits of one after the other', () => {
    const size = 37;
    const factor = factoriseCholesky(randomPositiveDefinite(size), size)!;
    const stream = new RandomStream('test', 'right-hand sides');
    const vectors = Array.from({ length: 6 }, () => stream.fillNormal(new Float64Array(size)));
    const single = vectors.map((vector) => {
      const solution = vector.slice();
      solveCholesky(factor, solution);
      return solution;
    });
    solveCholeskyAll(factor, vectors);
    expect(vectors).toEqual(single);
  });

  it('reads the lower triangle only', () => {
    const factor = factoriseCholesky(Float64Array.of(4, NaN, 2, 10), 2)!;
    expect([factor.data[0], factor.data[2], factor.data[3]]).toEqual([2, 1, 3]);
  });

  it('refuses what is not positive definite', () => {
    expect(factoriseCholesky(Float64Array.of(1, 2, 2, 1), 2)).toBeUndefined();
    expect(factoriseCholesky(Float64Array.of(0), 1)).toBeUndefined();
    expect(factoriseCholesky(Float64Array.of(NaN), 1)).toBeUndefined();
  });
});
