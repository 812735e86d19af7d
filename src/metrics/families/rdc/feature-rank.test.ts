import { describe, expect, it } from 'vitest';
import { RandomStream } from '../../../core/random/stream.ts';
import { drawWeights } from './copula-features.ts';
import { featureRank, gridRank } from './feature-rank.ts';

describe('the rank of the features on the grid of ranks', () => {
  it.each([600, 3000])('is that of the features at all %i positions', (n) => {
    const grid = Float64Array.from({ length: n }, (_, i) => (i + 1) / n);
    for (let draw = 0; draw < 60; draw++) {
      const weights = drawWeights(new RandomStream('test', 'rank', draw), n);
      expect(gridRank(weights, grid)).toBe(featureRank(weights, grid));
    }
  });
});
