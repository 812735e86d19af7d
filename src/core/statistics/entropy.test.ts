import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countLogTable, sumCountLogs } from './entropy.ts';

const entropy = (counts: readonly number[]) => {
  const n = counts.reduce((sum, count) => sum + count, 0);
  const table = countLogTable(n);
  return (table[n]! - sumCountLogs(counts, table)) / n;
};

describe('entropy from a table of c ln c', () => {
  it('is ln k for k equal counts and 0 for one', () => {
    expect(entropy([7, 7, 7, 7])).toBeCloseTo(Math.log(4), 14);
    expect(entropy([9, 0])).toBe(0);
    expect(entropy([1])).toBe(0);
  });

  it('is −Σ p ln p', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(500), { minLength: 1, maxLength: 40 }), (counts) => {
        const n = counts.reduce((sum, count) => sum + count, 0);
        fc.pre(n > 0);
        const direct = counts.reduce((sum, count) => (count === 0 ? sum : sum - (count / n) * Math.log(count / n)), 0);
        expect(Math.abs(entropy(counts) - direct)).toBeLessThan(1e-13);
      }),
    );
  });
});
