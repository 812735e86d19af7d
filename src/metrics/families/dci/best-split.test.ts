import { describe, expect, it } from 'vitest';
import { clearBestSplit, createBestSplit, offerCut } from './best-split.ts';

describe('the best split', () => {
  it('keeps one cut a column among equal scores, by ascending column, and the lowest of each', () => {
    const best = createBestSplit();
    offerCut(best, 4, 0, 1, 1, 3, 2, -3);
    offerCut(best, 1, 5, 6, 2, -3, 1, 3);
    offerCut(best, 4, 7, 8, 1, -3, 2, 3);
    offerCut(best, 9, 2, 3, 1, 3, 2, -3);
    expect(best.score).toBe(9 + 9 / 2);
    expect(best.cuts.map(({ column, lastRank, size }) => [column, lastRank, size])).toEqual([
      [1, 5, 2],
      [4, 0, 1],
      [9, 2, 1],
    ]);
  });

  it('drops what is beaten', () => {
    const best = createBestSplit();
    offerCut(best, 0, 0, 1, 1, 1, 1, -1);
    offerCut(best, 3, 0, 1, 1, 2, 1, -2);
    offerCut(best, 2, 0, 1, 1, 1.5, 1, -1.5);
    expect(best.cuts.map(({ column }) => column)).toEqual([3]);
    clearBestSplit(best);
    expect(best).toEqual(createBestSplit());
  });
});
