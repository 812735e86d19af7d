import { describe, expect, it } from 'vitest';
import { collectInstanceScores } from './instance-scores.ts';

const model = (instance: number, seed: string, coverage: number | null) => ({
  instance,
  seed,
  metrics: { mcc_pearson: { coverage } },
});

describe('collectInstanceScores', () => {
  it('averages training seeds within an instance, whatever the order of the models', () => {
    const models = [model(1, '0', 0.5), model(0, '1', 0.2), model(0, '0', 0.4)];
    const collected = collectInstanceScores(models, 'mcc_pearson', 'coverage');
    expect(collected).toEqual(collectInstanceScores(models.toReversed(), 'mcc_pearson', 'coverage'));
    expect(collected.scores.get(0)).toBeCloseTo(0.3, 15);
    expect(collected.scores.get(1)).toBe(0.5);
    expect(collected.seeds).toEqual({ fewest: 1, most: 2 });
  });

  it('counts a refused score as zero and says so', () => {
    const collected = collectInstanceScores([model(0, '0', null), model(0, '1', 0.8)], 'mcc_pearson', 'coverage');
    expect(collected.scores.get(0)).toBeCloseTo(0.4, 15);
    expect(collected.refused).toBe(1);
  });

  it('leaves out what was never scored', () => {
    expect(collectInstanceScores([model(0, '0', 1)], 'r2', 'score').scores.size).toBe(0);
  });
});
