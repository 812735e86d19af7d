import { describe, expect, it } from 'vitest';
import { simulateCoverage } from './interval-coverage.ts';

const REPLICATES = 2000;
/** Four standard errors of a proportion near 0.95. */
const TOLERANCE = 4 * Math.sqrt((0.05 * 0.95) / REPLICATES);

describe('coverage of the 95% interval over instances', () => {
  it.each([3, 6, 12, 30])('is nominal for Gaussian errors at %i instances', (instances) => {
    const coverage = simulateCoverage({ instances, failureRate: 0 }, REPLICATES, 0);
    expect(Math.abs(coverage - 0.95)).toBeLessThan(TOLERANCE);
  });

  it('collapses at three instances when a fifth of the runs fail, and recovers with more', () => {
    const coverage = [3, 12].map((instances) => simulateCoverage({ instances, failureRate: 0.2 }, REPLICATES, 0));
    expect(coverage[0]).toBeGreaterThan(0.45);
    expect(coverage[0]).toBeLessThan(0.6);
    expect(coverage[1]).toBeGreaterThan(0.88);
  });
});
