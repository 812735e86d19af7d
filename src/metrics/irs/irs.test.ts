import { describe, expect, it } from 'vitest';
import { normalMatrix } from '../../../tests/support/arbitraries.ts';
import { beside, mapColumns, permuteColumns } from '../../../tests/support/transforms.ts';
import { column, fromRows, selectColumns, zeros, type Matrix } from '../../core/matrix.ts';
import { measure } from '../measure.ts';

const irs = (factors: Matrix, codes: Matrix) => measure(factors, codes, { metrics: ['irs'] }).metrics.irs!;

/** A full grid of two factors with six values each, every combination twice. */
const grid = fromRows(Array.from({ length: 72 }, (_, i) => [i % 6, Math.floor(i / 6) % 6]));

/** Second method: as written in the source, row by row. */
function byDefinition(factors: Matrix, codes: Matrix): number {
  let score = 0;
  let weights = 0;
  for (let i = 0; i < codes.columns; i++) {
    const values = [...column(codes, i)];
    const mean = (numbers: readonly number[]) => numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
    const centre = mean(values);
    const largest = Math.max(...values.map((value) => Math.abs(value - centre)));
    const robust = Array.from({ length: factors.columns }, (_, j) => {
      const z = [...column(factors, j)];
      const [low, high] = [Math.min(...z), Math.max(...z)];
      const bins = z.map((value) => Math.min(19, Math.floor((20 * (value - low)) / (high - low))));
      const deviations = [...new Set(bins)].map((bin) => {
        const own = values.filter((__, k) => bins[k] === bin);
        const distances = own.map((value) => Math.abs(value - mean(own))).sort((a, b) => a - b);
        const at = 0.99 * (distances.length - 1);
        const [below, above] = [distances[Math.floor(at)]!, distances[Math.ceil(at)]!];
        return below + (at - Math.floor(at)) * (above - below);
      });
      return 1 - mean(deviations) / largest;
    });
    score += largest * Math.max(...robust);
    weights += largest;
  }
  return score / weights;
}

describe('the interventional robustness score', () => {
  it('agrees with its definition', () => {
    const factors = normalMatrix(300, 3, 'z');
    for (const codes of [mapColumns(factors, (value, j) => (j + 1) * value ** 3), normalMatrix(300, 4, 'noise')])
      expect(irs(factors, codes).score).toBeCloseTo(byDefinition(factors, codes), 12);
  });

  it('is 1 for any function of one discrete factor, duplicates and lost factors included', () => {
    const codes = beside(
      mapColumns(grid, (value) => (value - 2) ** 2),
      selectColumns(grid, [0]),
    );
    expect(irs(grid, permuteColumns(codes, 1)).score).toBeCloseTo(1, 12);
    expect(irs(grid, selectColumns(grid, [1])).score).toBeCloseTo(1, 12);
  });

  it('has the closed form of a sum of two factors: it moves as far with the other factor alone as half its range', () => {
    const sum = {
      ...selectColumns(grid, [0]),
      data: Float64Array.from({ length: 72 }, (_, i) => grid.data[i]! + grid.data[72 + i]!),
    };
    expect(irs(grid, sum).score).toBeCloseTo(1 / 2, 12);
  });

  it('does not change with order, sign, shift and a common scale of the codes, but with the scale of one', () => {
    const factors = normalMatrix(200, 2, 'z');
    const codes = beside(factors, normalMatrix(200, 1, 'noise'));
    const before = irs(factors, codes).score!;
    const moved = permuteColumns(
      mapColumns(codes, (value, j) => (j === 0 ? -1e-9 : 1e-9) * value + 1e-9),
      1,
    );
    expect(irs(factors, moved).score).toBeCloseTo(before, 9);
    expect(
      irs(
        factors,
        mapColumns(codes, (value, j) => (j === 2 ? 10 : 1) * value),
      ).score,
    ).toBeLessThan(before - 0.1);
  });

  it('leaves constant codes out and says why there is no score', () => {
    expect(irs(grid, beside(grid, zeros(72, 1))).score).toBeCloseTo(1, 12);
    const reason = (z: Matrix, c: Matrix) => [irs(z, c).score, irs(z, c).diagnostics[0]!.code];
    expect(reason(grid, zeros(72, 2))).toEqual([null, 'constant-codes']);
    expect(reason(zeros(72, 2), grid)).toEqual([null, 'constant-factors']);
    expect(reason(normalMatrix(39, 2), normalMatrix(39, 2))).toEqual([null, 'too-few-rows']);
  });
});
