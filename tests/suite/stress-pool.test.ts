import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { METRIC_GROUPS } from '../../src/metrics/metric-groups.ts';
import { fingerprintGroup } from '../../src/evaluation/score-fingerprint.ts';
import { seedsOf, type StressJob } from '../../src/evaluation/stress-job.ts';
import { scoreCell } from '../../src/evaluation/stress-scores.ts';
import { StressPool } from '../../src/runtime/node/stress-pool.ts';
import { resolveCell } from '../../src/suite/cell.ts';

const METRICS = ['mcc_pearson', 'r2', 'mcc_crossfit'] as const;
const JOBS: readonly StressJob[] = ['E1', 'E3', 'E9', 'E12'].map((geometry) => ({
  request: { dgp: 'D2', geometry, n: 60, d: 3 },
  metrics: METRICS,
  seeds: 3,
  holdout: geometry === 'E3' ? 0.5 : 0,
}));

let folder: string;
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'stress-'))));
afterAll(() => rm(folder, { recursive: true }));

async function compute(jobs: readonly StressJob[], root: string | null, workers: number) {
  const pool = new StressPool(root, workers);
  const computed: StressJob[] = [];
  const scores = await pool.run(await pool.prepare(jobs), (job) => computed.push(job));
  return { scores, computed };
}

describe('scores over worker threads', () => {
  const expected = JOBS.map((job) =>
    scoreCell(resolveCell(job.request), seedsOf(job), { metrics: METRICS, holdout: job.holdout! }),
  );

  it('do not depend on the number of workers or the order of jobs', async () => {
    expect((await compute(JOBS, null, 1)).scores).toEqual(expected);
    expect((await compute(JOBS.toReversed(), null, 2)).scores).toEqual(expected.toReversed());
  });

  it('hold what was asked for and no more', async () => {
    const { scores } = await compute([{ ...JOBS[0]!, metrics: ['r2'] }], null, 1);
    expect(scores).toEqual([{ 'r2.score': expected[0]!['r2.score'] }]);
  });

  it('are computed once and then read from the cache', async () => {
    const first = await compute(JOBS.slice(0, 3), folder, 1);
    const second = await compute(JOBS, folder, 1);
    const geometries = (jobs: readonly StressJob[]) => new Set(jobs.map(({ request }) => request.geometry));
    expect(geometries(first.computed)).toEqual(new Set(['E1', 'E3', 'E9']));
    expect(geometries(second.computed)).toEqual(new Set(['E12']));
    expect(second.scores).toEqual(expected);
  });
});

describe('a fingerprint of a group', () => {
  it('moves with what the group computes, not with its wording', () => {
    const group = METRIC_GROUPS.find(({ keys }) => keys.includes('r2'))!;
    const changed = (score: number | null, message: string) =>
      fingerprintGroup({
        keys: group.keys,
        compute: () => ({ r2: { score, parts: {}, diagnostics: [{ code: 'x', message }] } }),
      });
    expect(changed(1, 'a')).toBe(changed(1, 'b'));
    expect(changed(1, 'a')).not.toBe(changed(null, 'a'));
  });
});
