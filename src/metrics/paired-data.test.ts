import { describe, expect, it } from 'vitest';
import { normalMatrix } from '../../tests/support/arbitraries.ts';
import { column, fromRows, toRows } from '../core/matrix.ts';
import { PairedData } from './paired-data.ts';

const factors = fromRows([
  [1, 7],
  [3, 7],
  [2, 7],
  [4, 7],
]);
const codes = fromRows([[10], [30], [20], [20]]);
const data = new PairedData(factors, codes);

describe('paired data', () => {
  it('knows its shape, and which columns vary', () => {
    expect([data.n, data.d, data.m]).toEqual([4, 2, 1]);
    expect(data.factors.columnsWhere(true)).toEqual([1]);
    expect(data.factors.columnsWhere(false)).toEqual([0]);
  });

  it('gives sort orders, average ranks and standardised columns', () => {
    expect([...data.factorOrder(0)]).toEqual([0, 2, 1, 3]);
    expect([...data.codeOrder(0)]).toEqual([0, 2, 3, 1]);
    expect(toRows(data.codes.ranks)).toEqual([[1], [4], [2.5], [2.5]]);
    expect([...column(data.factors.standardised, 0)].map((value) => value * Math.sqrt(5))).toEqual(
      [-3, 1, -1, 3].map((value) => expect.closeTo(value, 14)),
    );
    expect([...column(data.factors.standardised, 1)]).toEqual([0, 0, 0, 0]);
    expect([...column(data.factors.standardisedRanks, 1)]).toEqual([0, 0, 0, 0]);
  });

  it('gives correlations, 0 beside a constant column', () => {
    // Σ(z − 2.5)(c − 20) = 20 with Σ(z − 2.5)² = 5 and Σ(c − 20)² = 200; the ranks give 3 with 5 and 4.5.
    expect(toRows(data.pearson)).toEqual([[expect.closeTo(20 / Math.sqrt(1000), 14)], [0]]);
    expect(toRows(data.spearman)).toEqual([[expect.closeTo(3 / Math.sqrt(22.5), 14)], [0]]);
  });

  it('computes each of them once', () => {
    const fresh = new PairedData(normalMatrix(30, 2), normalMatrix(30, 3, 'codes'));
    expect(fresh.pearson).toBe(fresh.pearson);
    expect(fresh.spearman).toBe(fresh.spearman);
    expect(fresh.codeOrder(2)).toBe(fresh.codes.order(2));
    expect(fresh.codes.standardised).toBe(fresh.codes.standardised);
    expect(fresh.factors.summaries).toBe(fresh.factors.summaries);
  });
});
