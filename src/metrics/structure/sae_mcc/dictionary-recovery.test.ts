import { describe, expect, it } from 'vitest';
import { normalMatrix } from '../../../../tests/support/arbitraries.ts';
import { column, fromRows, selectColumns, selectRows, zeros, type Matrix } from '../../../core/matrix.ts';
import { findTrack } from '../../../suite/tracks/catalogue.ts';
import { home as saeMcc } from './index.ts';

const identity = fromRows([
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
]);

/** Three factors, one of which is present in each row. */
const factors = fromRows(Array.from({ length: 30 }, (_, i) => [0, 1, 2].map((j) => (i % 3 === j ? 1 + i / 30 : 0))));

const scored = (submitted: Matrix, codes: Matrix, truth = identity) => saeMcc.compute({ factors, codes }, { truth, submitted });

describe('recovery of a dictionary', () => {
  it('is perfect for the true one in another order, scale and sign', () => {
    const submitted = fromRows([
      [0, 0, -2],
      [0.1, 0, 0],
      [0, 7, 0],
    ]);
    const codes = selectColumns(factors, [2, 0, 1]);
    const first = column(codes, 0);
    first.forEach((value, i) => (first[i] = -value));
    expect(scored(submitted, codes)).toMatchObject({
      score: 1,
      parts: { coverage: 1, matched: 1, uniqueness: 1, precision: 1, recall: 1, f1: 1 },
    });
  });

  it('is the mean cosine of matched directions, over all true ones', () => {
    const submitted = fromRows([
      [3, 4, 0],
      [0, 0, 1],
    ]);
    const { parts } = scored(submitted, selectColumns(factors, [1, 2]));
    expect(parts['coverage']).toBeCloseTo((0.8 + 1) / 3, 14);
    expect(parts['matched']).toBeCloseTo((0.8 + 1) / 2, 14);
    expect(parts['f1']).toBeCloseTo(2 / 3, 14);
  });

  it('counts directions that crowd on one', () => {
    const submitted = fromRows([
      [1, 0, 0],
      [1, 0.1, 0],
      [1, 0, 0.1],
    ]);
    const { parts } = scored(submitted, factors);
    expect(parts['uniqueness']).toBeCloseTo(1 / 3, 14);
  });

  it('sees codes that fire too often in precision, and F1, alone', () => {
    const always = { ...factors, data: factors.data.map((value) => value + 1) };
    const { score, parts } = scored(identity, always);
    expect(score).toBe(1);
    expect(parts).toMatchObject({ recall: 1 });
    expect(parts['precision']).toBeCloseTo(1 / 3, 14);
    expect(parts['f1']).toBeCloseTo(1 / 2, 14);
  });

  it('takes a dead direction for what it is', () => {
    const submitted = selectRows(identity, [0, 1, 2]);
    for (const k of [2, 5, 8]) submitted.data[k] = 0;
    const codes = { ...factors, data: factors.data.slice() };
    column(codes, 2).fill(0);
    expect(scored(submitted, codes).parts).toMatchObject({ coverage: 2 / 3, uniqueness: 2 / 3, f1: 2 / 3 });
  });

  it('refuses where there is no dictionary, or one of another number of codes', () => {
    expect(saeMcc.compute({ factors, codes: factors }, undefined).diagnostics[0]!.code).toBe('no-dictionary');
    expect(scored(identity, zeros(30, 2)).diagnostics[0]!.code).toBe('other-number-of-codes');
  });

  it('of random directions is about 0.38 for 512 and more for twice as many, on the track’s own dictionary', () => {
    const { truth } = findTrack('superposition').createInstance(0, 'main').structure!;
    const empty = zeros(1, truth.rows);
    const chance = (m: number) =>
      saeMcc.compute({ factors: empty, codes: zeros(1, m) }, { truth, submitted: normalMatrix(m, truth.columns, `random ${m}`) })
        .score!;
    expect(Math.abs(chance(512) - 0.38)).toBeLessThan(0.02);
    expect(chance(1024)).toBeGreaterThan(chance(512) + 0.02);
  });
});
