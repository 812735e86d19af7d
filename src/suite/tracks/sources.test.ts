import { describe, expect, it } from 'vitest';
import { RandomStream } from '../../core/random/stream.ts';
import { drawSource, EXCESS_KURTOSIS, SOURCE_PARAMETERS, type SourceFamily } from './sources.ts';

const N = 100_000;
const FAMILIES = Object.keys(EXCESS_KURTOSIS) as SourceFamily[];

function moments(family: SourceFamily): { mean: number; variance: number; skewness: number; kurtosis: number } {
  const stream = new RandomStream('sources', family);
  const sums = [0, 0, 0, 0];
  for (let i = 0; i < N; i++) {
    const value = drawSource(family, stream);
    let power = 1;
    for (let k = 0; k < sums.length; k++) sums[k]! += (power *= value) / N;
  }
  const [mean, variance, skewness, fourth] = sums as [number, number, number, number];
  return { mean, variance, skewness, kurtosis: fourth - 3 };
}

const isHeavyTailed = (family: SourceFamily) => EXCESS_KURTOSIS[family] > 1;

describe.each(FAMILIES)('%s', (family) => {
  const sample = moments(family);

  it('has mean 0, variance 1 and is symmetric', () => {
    expect(Math.abs(sample.mean)).toBeLessThan(0.016);
    expect(Math.abs(sample.variance - 1)).toBeLessThan(0.04);
    // The Laplace law's third moment has a standard error of √(90 / 100,000) = 0.03.
    expect(Math.abs(sample.skewness)).toBeLessThan(isHeavyTailed(family) ? 0.15 : 0.06);
  });

  it('has the stated excess kurtosis, which is 0 for the Gaussian alone', () => {
    expect(Math.abs(sample.kurtosis - EXCESS_KURTOSIS[family])).toBeLessThan(isHeavyTailed(family) ? 0.6 : 0.12);
    expect(Math.abs(sample.kurtosis) < 0.5).toBe(family === 'gaussian');
  });
});

describe('bimodal', () => {
  it('has two modes: values near 0 are rarer than values near the modes', () => {
    const mode = SOURCE_PARAMETERS.bimodal.modes_at_plus_minus!;
    const stream = new RandomStream('modes');
    const near = (centre: number, value: number) => Math.abs(value - centre) < 0.1;
    let [atZero, atMode] = [0, 0];
    for (let i = 0; i < 20_000; i++) {
      const value = drawSource('bimodal', stream);
      if (near(0, value)) atZero++;
      if (near(mode, value)) atMode++;
    }
    expect(atMode).toBeGreaterThan(3 * atZero);
  });
});
