import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalMatrix } from '../../../tests/support/arbitraries.ts';
import { beside, mapColumns, permuteColumns } from '../../../tests/support/transforms.ts';
import { column, fromRows, selectColumns, zeros, type Matrix } from '../../core/matrix.ts';
import { measure } from '../measure.ts';

const migOf = (factors: Matrix, codes: Matrix) => measure(factors, codes, { metrics: ['mig'] }).metrics.mig!;

/** A full grid of two independent factors with `levels` values each, every combination `repeats` times. */
function grid(levels: number, repeats: number): Matrix {
  return fromRows(Array.from({ length: levels * levels * repeats }, (_, i) => [i % levels, Math.floor(i / levels) % levels]));
}

/** Second method: Σ p ln(p / (p p)) over a dictionary of joint labels. */
function informationByDictionary(x: Float64Array, y: Float64Array): number {
  const label = (values: Float64Array) => {
    const minimum = Math.min(...values);
    const step = (Math.max(...values) - minimum) / 20;
    return Array.from(
      values,
      (value) => Array.from({ length: 20 }, (_, i) => i * step + minimum).filter((edge) => edge <= value).length,
    );
  };
  const count = (labels: readonly (string | number)[]) => {
    const counts = new Map<string, number>();
    for (const key of labels) counts.set(String(key), (counts.get(String(key)) ?? 0) + 1);
    return counts;
  };
  const [a, b] = [label(x), label(y)];
  const [countA, countB] = [count(a), count(b)];
  let information = 0;
  for (const [pair, joint] of count(a.map((value, i) => `${value} ${b[i]!}`))) {
    const [first, second] = pair.split(' ') as [string, string];
    information += (joint / x.length) * Math.log((joint * x.length) / (countA.get(first)! * countB.get(second)!));
  }
  return information;
}

describe('the mutual information gap', () => {
  it('is 1 for a copy of independent factors', () => {
    const factors = grid(6, 2);
    const { score, parts } = migOf(
      factors,
      mapColumns(permuteColumns(factors, 1), (value) => 3 - 2 * value),
    );
    expect(score).toBeCloseTo(1, 14);
    (parts.factor_entropy as number[]).forEach((entropy) => expect(entropy).toBeCloseTo(Math.log(6), 14));
  });

  it('is 0 where every code is there twice', () => {
    const factors = grid(6, 2);
    expect(migOf(factors, beside(factors, factors)).score).toBe(0);
  });

  it('is ½ where the second code holds half of the information', () => {
    const factors = selectColumns(grid(4, 4), [0]);
    const halves = mapColumns(factors, (value) => Math.floor(value / 2));
    expect(migOf(factors, beside(factors, halves)).score).toBeCloseTo(1 / 2, 14);
  });

  it('has mutual information as counted with a dictionary', () => {
    fc.assert(
      fc.property(fc.integer({ min: 40, max: 200 }), fc.nat(99), (n, seed) => {
        const factors = normalMatrix(n, 2, seed);
        const codes = mapColumns(beside(factors, normalMatrix(n, 1, seed, 'noise')), (value, j) =>
          j === 1 ? value ** 3 : Math.round(value),
        );
        const information = migOf(factors, codes).parts.mutual_information as number[][];
        for (let j = 0; j < 2; j++)
          for (let i = 0; i < 3; i++)
            expect(Math.abs(information[j]![i]! - informationByDictionary(column(factors, j), column(codes, i)))).toBeLessThan(
              1e-12,
            );
      }),
      { numRuns: 30 },
    );
  });

  it('does not change with order and positive scale of the codes', () => {
    const factors = normalMatrix(200, 3);
    const codes = mapColumns(factors, (value, j) => value ** (2 * j + 1));
    const { score } = migOf(factors, codes);
    for (const scale of [2 ** -300, 8, 2 ** 300])
      expect(
        migOf(
          factors,
          mapColumns(permuteColumns(codes, 5), (value) => value * scale),
        ).score,
      ).toBeCloseTo(score!, 14);
  });

  it('of one code is 0 by convention', () => {
    const factors = grid(6, 2);
    const { score, parts, diagnostics } = migOf(factors, selectColumns(factors, [0]));
    expect(score).toBe(0);
    expect(parts.top_mi_convention).toBeCloseTo(1 / 2, 14);
    expect(diagnostics.map(({ code }) => code)).toEqual(['single-code']);
  });

  it('leaves constant factors out', () => {
    const factors = mapColumns(grid(6, 2), (value, j) => (j === 0 ? 1 : value));
    const { score, parts } = migOf(factors, factors);
    expect(score).toBeCloseTo(1, 14);
    expect(parts.per_factor).toEqual([null, expect.closeTo(1, 14)]);
  });

  it('has no score for fewer than 40 rows, nor for constant factors', () => {
    const rows = normalMatrix(39, 2);
    expect(migOf(rows, rows)).toMatchObject({ score: null, diagnostics: [{ code: 'too-few-rows' }] });
    expect(migOf(zeros(40, 2), normalMatrix(40, 2))).toMatchObject({ score: null, diagnostics: [{ code: 'constant-factors' }] });
    expect(migOf(normalMatrix(40, 2), zeros(40, 2)).score).toBe(0);
  });
});
