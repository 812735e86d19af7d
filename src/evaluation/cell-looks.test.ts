import { describe, expect, it } from 'vitest';
import { judgeCell, missingJobs } from './cell-looks.ts';
import { claimName, listClaims } from './claims.ts';
import { seedsOf, type StressJob } from './stress-job.ts';
import type { CellScores } from './stress-scores.ts';

const VOLUME = { looks: [20, 100] };
const LEVEL = 0.99;
const CELL = { request: { dgp: 'D1', geometry: 'E1', n: 100, d: 3 }, metrics: ['r2', 'sap', 'r2_kernel'] as const };

/** Scores by metric and seed. */
function source(scoreOf: (metric: string, seed: number) => number, known: (job: StressJob) => boolean = () => true) {
  return (job: StressJob): CellScores | undefined =>
    known(job)
      ? Object.fromEntries(
          listClaims(job.metrics).map((claim) => [claimName(claim), seedsOf(job).map((seed) => scoreOf(claim.metric, seed))]),
        )
      : undefined;
}

/** R² wobbles about the threshold of 0.95 so widely that twenty seeds leave it open; so does the costly kernel R²; SAP is clear. */
const wobbling = (metric: string, seed: number) => (metric === 'sap' ? 0.2 : 0.965 + (seed % 2 === 0 ? 0.03 : -0.03));

describe('looking again', () => {
  it('asks for more seeds of the cheap metrics that the first look leaves open, and of no others', () => {
    const firstOnly = source(wobbling, ({ firstSeed = 0 }) => firstSeed === 0);
    expect(missingJobs([CELL], VOLUME, LEVEL, firstOnly)).toEqual([
      { request: CELL.request, metrics: ['r2'], firstSeed: 20, seeds: 80 },
    ]);
    expect(missingJobs([CELL], { looks: [20] }, LEVEL, firstOnly)).toEqual([]);
  });

  it('asks for the same seeds of the comparison under D1', () => {
    const request = { ...CELL.request, dgp: 'D2' };
    const jobs = missingJobs(
      [{ ...CELL, request }],
      VOLUME,
      LEVEL,
      source(wobbling, ({ firstSeed = 0 }) => firstSeed === 0),
    );
    expect(jobs.map((job) => [job.request.dgp, job.metrics, job.firstSeed])).toEqual([
      ['D2', ['r2'], 20],
      ['D1', ['r2'], 20],
    ]);
  });

  it('decides on all seeds, and keeps what was decided before', () => {
    const claims = judgeCell(CELL, VOLUME, LEVEL, source(wobbling)).claims!;
    const summary = [...claims].map(([name, { verdict, scores }]) => [name, verdict, scores.length]);
    expect(summary).toEqual([
      ['r2.score', 'calibrated', 100],
      ['sap.score', 'false-negative', 20],
      ['r2_kernel.score', 'inconclusive', 20],
    ]);
    expect(claims.get('r2.score')!.scores).toEqual(Array.from({ length: 100 }, (_, seed) => wobbling('r2', seed)));
  });
});
