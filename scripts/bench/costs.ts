import type { MetricKey } from '../../src/metrics/catalogue.ts';
import { METRIC_GROUPS } from '../../src/metrics/metric-groups.ts';
import type { CostPoint } from '../../src/metrics/metric-home.ts';
import { startProgress } from '../../src/runtime/node/progress.ts';
import type { BenchSize } from '../../src/views/bench-report.ts';
import { Engine } from './engine-client.ts';

const POINTS: Readonly<Record<CostPoint, BenchSize>> = {
  base: { n: 1000, d: 5, m: 5 },
  'n = 100': { n: 100, d: 5, m: 5 },
  'n = 10000': { n: 10_000, d: 5, m: 5 },
  'd = 10': { n: 1000, d: 10, m: 10 },
  'd = 20': { n: 1000, d: 20, m: 20 },
  'm = 2d': { n: 1000, d: 5, m: 10 },
  'm = 5d': { n: 1000, d: 5, m: 25 },
};
/** Runs of each, of which the shortest counts: nothing makes a computation faster than it is. */
const RUNS = 5;
const MILLISECONDS = 1000;

/** Milliseconds of one draw by group of metrics and size, rounded up: what the home of a metric says of its cost. */
export interface CostReport {
  readonly schema: 'custodes/bench-costs/1';
  readonly groups: readonly { readonly keys: readonly MetricKey[]; readonly milliseconds: Readonly<Record<CostPoint, number>> }[];
}

/** Times every group that has one of the metrics. @param root the repository's */
export async function measureCosts(root: string, metrics: readonly MetricKey[]): Promise<CostReport> {
  const engine = new Engine(root);
  const wanted = METRIC_GROUPS.map(({ keys }) => keys).filter((keys) => keys.some((key) => metrics.includes(key)));
  const progress = startProgress('groups', wanted.length);
  try {
    const groups = [];
    for (const keys of wanted) {
      await engine.time({ kind: 'metrics', size: POINTS.base, keys });
      const times: [string, number][] = [];
      for (const [point, size] of Object.entries(POINTS)) {
        let shortest = Infinity;
        for (let run = 0; run < RUNS; run++)
          shortest = Math.min(shortest, (await engine.time({ kind: 'metrics', size, keys })).cpu_seconds);
        times.push([point, Math.max(1, Math.ceil(shortest * MILLISECONDS))]);
      }
      progress.advance(keys.join(', '));
      groups.push({ keys, milliseconds: Object.fromEntries(times) as Record<CostPoint, number> });
    }
    return { schema: 'custodes/bench-costs/1', groups };
  } finally {
    progress.stop();
    engine.stop();
  }
}

/** As the home of a metric writes it. */
export function printCosts({ groups }: CostReport): string {
  const value = (milliseconds: Readonly<Record<string, number>>) =>
    Object.entries(milliseconds)
      .map(([point, time]) => `${/^\w+$/.test(point) ? point : `'${point}'`}: ${time}`)
      .join(', ');
  return groups.map(({ keys, milliseconds }) => `${keys.join(', ')}\nmilliseconds: { ${value(milliseconds)} },`).join('\n');
}
