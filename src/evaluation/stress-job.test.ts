import { describe, expect, it } from 'vitest';
import { jobName, mergeJobs, seedsOf, type StressJob } from './stress-job.ts';

const JOB: StressJob = { request: { dgp: 'D2', geometry: 'E3', n: 50, d: 3 }, metrics: ['r2'], seeds: 20 };

describe('a job', () => {
  it('has the same name where it asks for other metrics or states a default, and another for other draws or rows', () => {
    expect(jobName({ ...JOB, metrics: ['mig'] })).toBe(jobName(JOB));
    expect(jobName({ ...JOB, request: { ...JOB.request, m: 3, parameters: { rho: 0.5 } }, firstSeed: 0, holdout: 0 })).toBe(
      jobName(JOB),
    );
    const others = [{ seeds: 21 }, { firstSeed: 20 }, { holdout: 0.2 }, { request: { ...JOB.request, n: 51 } }];
    expect(new Set([JOB, ...others.map((change) => ({ ...JOB, ...change }))].map(jobName)).size).toBe(5);
  });

  it('names its seeds', () => expect(seedsOf({ seeds: 3, firstSeed: 20 })).toEqual([20, 21, 22]));

  it('is done once for all who need it', () => {
    const merged = mergeJobs([JOB, { ...JOB, metrics: ['mcc_pearson'] }, { ...JOB, seeds: 3 }]);
    expect(merged.map(({ metrics, seeds }) => [metrics, seeds])).toEqual([
      [['mcc_pearson', 'r2'], 20],
      [['r2'], 3],
    ]);
  });
});
