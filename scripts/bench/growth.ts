import { METRIC_KEYS } from '../../src/metrics/catalogue.ts';
import { startProgress } from '../../src/runtime/node/progress.ts';
import type { BenchSize, GroupGrowth, GrowthAxis, GrowthReport } from '../../src/views/bench-report.ts';
import { Engine } from './engine-client.ts';
import { machineFacts } from './machine.ts';
import { logSlope } from './statistics.ts';

const AXES: Readonly<Record<GrowthAxis, readonly BenchSize[]>> = {
  n: [4000, 8000, 16_000, 32_000].map((n) => ({ n, d: 4, m: 6 })),
  d: [4, 8, 16, 32].map((d) => ({ n: 2000, d, m: 33 })),
  m: [6, 12, 24, 48].map((m) => ({ n: 2000, d: 5, m })),
};

/** Runs of each, of which the shortest counts: nothing makes a computation faster than it is. */
const RUNS = 3;
/** Compiles what is timed afterwards. */
const WARM_UP: BenchSize = { n: 1000, d: 4, m: 6 };

/** Time of every group along every axis. */
export async function measureGrowth(root: string): Promise<GrowthReport> {
  const engine = new Engine(root);
  try {
    await engine.time({ kind: 'metrics', size: WARM_UP, keys: METRIC_KEYS });
    const groups = await engine.groups();
    const progress = startProgress('groups', groups.length * 3);
    const measured: GroupGrowth[] = [];
    const slopes = new Map<string, Record<GrowthAxis, number>>(groups.map((keys) => [keys.join(), { n: 0, d: 0, m: 0 }]));
    for (const axis of ['n', 'd', 'm'] as const)
      for (const keys of groups) {
        const times: number[] = [];
        for (const size of AXES[axis]) {
          let shortest = Infinity;
          for (let run = 0; run < RUNS; run++)
            shortest = Math.min(shortest, (await engine.time({ kind: 'metrics', size, keys })).cpu_seconds);
          times.push(shortest);
        }
        slopes.get(keys.join())![axis] = logSlope(
          AXES[axis].map((size) => size[axis]),
          times,
        );
        progress.advance(`${axis} of ${keys.join(', ')}`);
      }
    progress.stop();
    for (const keys of groups) measured.push({ keys, ...slopes.get(keys.join())! });
    return { schema: 'custodes/bench-growth/1', machine: machineFacts(), axes: AXES, groups: measured };
  } finally {
    engine.stop();
  }
}
