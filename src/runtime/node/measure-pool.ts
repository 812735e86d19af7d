import { availableParallelism } from 'node:os';
import { Tinypool } from 'tinypool';
import type { Matrix } from '../../core/matrix.ts';
import { METRIC_KEYS, type MetricKey } from '../../metrics/catalogue.ts';
import { checkArrays } from '../../metrics/check-arrays.ts';
import { checkOptions } from '../../metrics/check-options.ts';
import { assembleMeasurement, type Measurement } from '../../metrics/measure.ts';
import { METRIC_GROUPS } from '../../metrics/metric-groups.ts';
import type { MetricOptions, MetricResult } from '../../metrics/metric.ts';
import type { MeasureTask } from './measure-worker.ts';

/** A key of each group that takes long, the longest first: begun last it would be waited for. Others take less than all of these. */
const DEAREST: readonly MetricKey[] = ['mcc_rdc', 'dci_d', 'r2_kernel', 'infoe', 'tmex', 'infom_corrected', 'infom'];

type Results = Readonly<Partial<Record<MetricKey, MetricResult>>>;

/** The wanted keys of each group, the dearest group first. */
function divideByGroup(wanted: ReadonlySet<MetricKey>): MetricKey[][] {
  const groups = METRIC_GROUPS.map(({ keys }) => keys.filter((key) => wanted.has(key))).filter((keys) => keys.length > 0);
  const place = (keys: readonly MetricKey[]): number => {
    const found = DEAREST.findIndex((key) => keys.includes(key));
    return found < 0 ? DEAREST.length : found;
  };
  return groups.toSorted((a, b) => place(a) - place(b));
}

/** A copy that threads share instead of copying it once more each. */
function share({ rows, columns, data }: Matrix): Matrix {
  const shared = new Float64Array(new SharedArrayBuffer(data.byteLength));
  shared.set(data);
  return { rows, columns, data: shared };
}

/** `measure` with its groups of metrics spread over worker threads: the same numbers, whatever the number of workers. */
export class MeasurePool {
  readonly #pool: Tinypool;

  constructor(workers: number = availableParallelism()) {
    this.#pool = new Tinypool({
      filename: new URL('./measure-worker.ts', import.meta.url).href,
      runtime: 'worker_threads',
      minThreads: workers,
      maxThreads: workers,
    });
  }

  /** As `measure`. @throws InputError */
  async measure(
    factors: Matrix,
    codes: Matrix,
    { metrics: keys = METRIC_KEYS, ...options }: MetricOptions & { readonly metrics?: readonly MetricKey[] } = {},
  ): Promise<Measurement> {
    checkArrays({ factors, codes });
    checkOptions({ ...options, metrics: keys }, factors.rows);
    const shared = { factors: share(factors), codes: share(codes) };
    const results = await Promise.all(
      divideByGroup(new Set(keys)).map(async (group): Promise<Results> => {
        const task: MeasureTask = { ...shared, options: { ...options, metrics: group } };
        return (await this.#pool.run(task)) as Results;
      }),
    );
    return assembleMeasurement(factors, codes, Object.assign({}, ...results) as Results);
  }

  async close(): Promise<void> {
    await this.#pool.destroy();
  }
}
