import { afterAll, describe, expect, it } from 'vitest';
import { normalMatrix } from '../../../tests/support/arbitraries.ts';
import { randomInputs } from '../../../tests/support/random-inputs.ts';
import { InputError } from '../../core/input-error.ts';
import { RandomStream } from '../../core/random/stream.ts';
import type { StressJob } from '../../evaluation/stress-job.ts';
import { METRIC_KEYS } from '../../metrics/catalogue.ts';
import { measure } from '../../metrics/measure.ts';
import { METRIC_GROUPS } from '../../metrics/metric-groups.ts';
import { PairedData } from '../../metrics/paired-data.ts';
import { MeasurePool } from './measure-pool.ts';
import { StressPool } from './stress-pool.ts';

const INPUTS = randomInputs(6);

function shuffle<T>(items: readonly T[], name: string): T[] {
  return Array.from(new RandomStream('test', 'shuffle', name).permutation(items.length), (i) => items[i]!);
}

describe('a panel over worker threads', () => {
  const pools = [1, 3].map((workers) => new MeasurePool(workers));
  afterAll(() => Promise.all(pools.map((pool) => pool.close())));

  it('has the bits of a single thread, whatever the number of workers', async () => {
    for (const [seed, { name, factors, codes }] of INPUTS.entries()) {
      const alone = measure(factors, codes, { seed });
      for (const pool of pools) expect(await pool.measure(factors, codes, { seed }), name).toEqual(alone);
    }
  });

  it('gives the metrics that were asked for, and refuses what measure refuses', async () => {
    const arrays = [normalMatrix(50, 2), normalMatrix(50, 2, 'codes')] as const;
    const { metrics } = await pools[1]!.measure(...arrays, { metrics: ['mig', 'dci_d'] });
    expect(Object.keys(metrics)).toEqual(['mig', 'dci_d']);
    await expect(pools[1]!.measure(arrays[0], normalMatrix(49, 2))).rejects.toThrow(InputError);
  });
});

describe('the order of work', () => {
  it('of metrics and of groups changes nothing', () => {
    for (const [seed, { name, factors, codes }] of INPUTS.entries()) {
      const { metrics } = measure(factors, codes, { seed });
      expect(measure(factors, codes, { seed, metrics: shuffle(METRIC_KEYS, name) }).metrics, name).toEqual(metrics);
      // On common data, so that what one group computes for all comes from another one each time.
      const data = new PairedData(factors, codes);
      const results = Object.assign({}, ...shuffle(METRIC_GROUPS, name).map((group) => group.compute(data, { seed })));
      expect(results, name).toEqual(metrics);
    }
  });

  it('of cells, and the number of workers, changes no score', async () => {
    const jobs: StressJob[] = ['D1', 'D6'].flatMap((dgp) =>
      ['E2', 'E7'].map((geometry) => ({
        request: { dgp, geometry, n: 60, d: 4 },
        seeds: 2,
        metrics: ['mcc_spearman', 'dci_d', 'infoe', 'tmex', 'infom_corrected'] as const,
      })),
    );
    const run = async (some: readonly StressJob[], workers: number) => {
      const pool = new StressPool(null, workers);
      return await pool.run(await pool.prepare(some), () => {});
    };
    const scores = await run(jobs, 1);
    const shuffled = shuffle([...jobs.keys()], 'jobs');
    const again = await run(
      shuffled.map((k) => jobs[k]!),
      3,
    );
    shuffled.forEach((k, i) => expect(again[i]).toEqual(scores[k]));
  });
});
