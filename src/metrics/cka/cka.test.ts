import { describe, expect, it } from 'vitest';
import { normalMatrix } from '../../../tests/support/arbitraries.ts';
import { mapColumns } from '../../../tests/support/transforms.ts';
import { multiply } from '../../core/linear-algebra/multiply.ts';
import { column, fromRows, zeros, type Matrix } from '../../core/matrix.ts';
import { measure } from '../measure.ts';

const cka = (factors: Matrix, codes: Matrix) => measure(factors, codes, { metrics: ['cka'] }).metrics.cka!;

/** Second method: by the n × n kernels, centred with H = I − 1/n. */
function byKernels(factors: Matrix, codes: Matrix): number {
  const n = factors.rows;
  const kernelOf = (matrix: Matrix) => {
    const kernel = Array.from({ length: n }, (_, a) =>
      Array.from({ length: n }, (__, b) =>
        Array.from({ length: matrix.columns }, (___, j) => column(matrix, j)[a]! * column(matrix, j)[b]!).reduce(
          (x, y) => x + y,
          0,
        ),
      ),
    );
    const means = kernel.map((row) => row.reduce((sum, value) => sum + value, 0) / n);
    const total = means.reduce((sum, value) => sum + value, 0) / n;
    return kernel.map((row, a) => row.map((value, b) => value - means[a]! - means[b]! + total));
  };
  const [k, l] = [kernelOf(factors), kernelOf(codes)];
  const inner = (x: number[][], y: number[][]) =>
    x.reduce((sum, row, a) => sum + row.reduce((part, value, b) => part + value * y[a]![b]!, 0), 0);
  return inner(k, l) / Math.sqrt(inner(k, k) * inner(l, l));
}

describe('linear centred kernel alignment', () => {
  const factors = mapColumns(normalMatrix(40, 3, 'z'), (value, j) => (j + 1) * value + j);

  it('is the alignment of the centred kernels', () => {
    const codes = multiply(factors, normalMatrix(3, 5, 'mix'));
    for (const other of [codes, normalMatrix(40, 2, 'noise')])
      expect(cka(factors, other).score).toBeCloseTo(byKernels(factors, other), 12);
  });

  it('is 1 for rotations, shifts and a common scale of any size, and not for a scale of one code', () => {
    const [cos, sin] = [3 / 5, 4 / 5];
    const rotation = fromRows([
      [cos, -sin, 0],
      [sin, cos, 0],
      [0, 0, 1],
    ]);
    for (const scale of [1, 1e-9, 1e200, 1e-200]) {
      const moved = mapColumns(multiply(factors, rotation), (value) => scale * (value + 2));
      expect(cka(factors, moved).score).toBeCloseTo(1, 12);
    }
    expect(
      cka(
        factors,
        mapColumns(factors, (value, j) => (j === 0 ? 10 : 1) * value),
      ).score,
    ).toBeLessThan(0.8);
  });

  it('has the closed form of one factor kept among two of unequal variance', () => {
    const grid = fromRows(
      [
        [1, 1],
        [1, -1],
        [-1, 1],
        [-1, -1],
      ].map(([a, b]) => [3 * a!, b!]),
    );
    const kept = fromRows([[1], [-1], [1], [-1]]);
    // Variances 9 and 1: the second alone aligns by 1/√(81 + 1).
    expect(cka(grid, kept).score).toBeCloseTo(1 / Math.sqrt(82), 14);
  });

  it('says why there is no score', () => {
    const reason = (z: Matrix, c: Matrix) => [cka(z, c).score, cka(z, c).diagnostics[0]!.code];
    expect(reason(factors, zeros(40, 2))).toEqual([null, 'constant-codes']);
    expect(reason(zeros(40, 2), factors)).toEqual([null, 'constant-factors']);
    expect(reason(normalMatrix(2, 2), normalMatrix(2, 2))).toEqual([null, 'too-few-rows']);
  });
});
