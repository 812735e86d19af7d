import { describe, expect, it } from 'vitest';
import { RandomStream } from '../../core/random/stream.ts';
import { truncated } from './truncated.ts';

describe('truncated', () => {
  it('keeps every value in the interval, even where the centre is a corner', () => {
    const stream = new RandomStream('truncated');
    for (let i = 0; i < 5000; i++) {
      const value = truncated(() => stream.laplace(), i % 2, 0.28, { low: 0, high: 1 });
      expect(value >= 0 && value <= 1).toBe(true);
    }
  });

  it('proposes again, in order, until a value lies inside', () => {
    const proposals = [3, -3, 0.5, 0];
    expect(truncated(() => proposals.shift()!, 0.5, 1, { low: 0, high: 1 })).toBe(1);
    expect(proposals).toEqual([0]);
  });
});
