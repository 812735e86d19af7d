import { describe, expect, it } from 'vitest';
import { normalMatrix } from '../../../tests/support/arbitraries.ts';
import { beside, mapColumns, permuteColumns } from '../../../tests/support/transforms.ts';
import { fromRows, selectColumns, zeros, type Matrix } from '../../core/matrix.ts';
import { measure } from '../measure.ts';

const KEYS = ['mig_sup', 'modularity'] as const;
const both = (factors: Matrix, codes: Matrix) => {
  const { metrics } = measure(factors, codes, { metrics: KEYS });
  return KEYS.map((key) => metrics[key]!);
};

/** A full grid of two independent factors with six values each, every combination twice. */
const grid = fromRows(Array.from({ length: 72 }, (_, i) => [i % 6, Math.floor(i / 6) % 6]));

/** A code that holds both factors in full. */
const entangled = {
  rows: 72,
  columns: 1,
  data: Float64Array.from({ length: 72 }, (_, i) => grid.data[i]! + 6 * grid.data[72 + i]!),
};

describe('modularity by binned information', () => {
  it('is 1 for copies, duplicates and coarser copies', () => {
    const coarse = mapColumns(grid, (value) => Math.floor(value / 2));
    both(
      grid,
      permuteColumns(
        mapColumns(grid, (value) => 2 - 3 * value),
        1,
      ),
    ).forEach(({ score }) => expect(score).toBeCloseTo(1, 12));
    both(grid, beside(grid, grid)).forEach(({ score }) => expect(score).toBeCloseTo(1, 12));
    // Half a copy is as modular, but MIG-sup also asks how much it tells: ln 3 of ln 6.
    const [migSup, modularity] = both(grid, coarse);
    expect(modularity!.score).toBeCloseTo(1, 12);
    expect(migSup!.score).toBeCloseTo(Math.log(3) / Math.log(6), 12);
  });

  it('is 0 for a code that tells of both factors alike, and averages over codes', () => {
    const twice = beside(entangled, entangled);
    // 36 values in 20 bins: not all information is left, but the second digit keeps most.
    const [migSup, modularity] = both(grid, beside(selectColumns(grid, [0]), selectColumns(grid, [1])));
    expect([migSup!.score, modularity!.score]).toEqual([1, 1]);
    const symmetric = { ...entangled, data: entangled.data.map((_, i) => grid.data[i]! + grid.data[72 + i]!) };
    both(grid, symmetric).forEach(({ score }) => expect(score).toBeCloseTo(0, 12));
    expect(both(grid, twice)[1]!.score).toBeLessThan(0.95);
    both(grid, beside(grid, symmetric)).forEach(({ score }) => expect(score).toBeCloseTo(2 / 3, 12));
  });

  it('has the closed form of two unequal informations', () => {
    // Code 0 tells all of factor 0 and, where factor 1 is a coarse copy, half as much of it.
    const factors = beside(
      selectColumns(grid, [0]),
      mapColumns(selectColumns(grid, [0]), (value) => Math.floor(value / 2)),
    );
    const [migSup, modularity] = both(factors, selectColumns(grid, [0]));
    const ratio = Math.log(3) / Math.log(6);
    expect(modularity!.score).toBeCloseTo(1 - ratio ** 2, 12);
    // Both are told in full, relative to their own entropy.
    expect(migSup!.score).toBeCloseTo(0, 12);
  });

  it('ignores constant codes, and says why there is no score', () => {
    const codes = beside(
      grid,
      mapColumns(grid, () => 1),
    );
    both(grid, codes).forEach(({ score, diagnostics }) => {
      expect(score).toBeCloseTo(1, 12);
      expect(diagnostics.map(({ code }) => code)).toContain('constant-code');
    });
    const reason = (factors: Matrix, other: Matrix) =>
      both(factors, other).map(({ score, diagnostics }) => [score, diagnostics[0]!.code]);
    expect(reason(selectColumns(grid, [0]), grid)).toEqual([
      [null, 'single-factor'],
      [null, 'single-factor'],
    ]);
    expect(reason(grid, zeros(72, 2))).toEqual([
      [null, 'constant-codes'],
      [null, 'no-information'],
    ]);
    expect(reason(zeros(72, 2), grid)[0]).toEqual([null, 'constant-factors']);
    expect(reason(normalMatrix(39, 2, 'z'), normalMatrix(39, 2, 'c'))[1]).toEqual([null, 'too-few-rows']);
  });
});
