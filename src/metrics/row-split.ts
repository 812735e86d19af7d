import { RandomStream } from '../core/random/stream.ts';
import type { MetricOptions } from './metric.ts';

/** Share of rows to fit on where no rows are given. */
const TRAIN_SHARE = 0.8;

/** Rows to fit on and rows to score on: together all rows, each once. */
export interface RowSplit {
  readonly train: Int32Array;
  readonly test: Int32Array;
}

/**
 * Divides n rows as the options say: `trainRows` first, else the first floor(0.8·n) rows (`ordered`) or a random choice of as
 * many (`seeded`, from the stream `('custodes/metric', seed, 'split')`). Row order is kept within both parts, but for
 * `trainRows`, whose own order is kept.
 */
export function splitRows(n: number, options: MetricOptions): RowSplit {
  const train = trainRows(n, options);
  const isTrain = new Uint8Array(n);
  for (const row of train) isTrain[row] = 1;
  const test = Int32Array.from({ length: n - train.length });
  for (let row = 0, k = 0; row < n; row++) if (isTrain[row] === 0) test[k++] = row;
  return { train, test };
}

function trainRows(n: number, { trainRows: given, split = 'ordered', seed = 0 }: MetricOptions): Int32Array {
  if (given !== undefined) return Int32Array.from(given);
  const count = Math.floor(TRAIN_SHARE * n);
  if (split === 'ordered') return Int32Array.from({ length: count }, (_, i) => i);
  return new RandomStream('custodes/metric', seed, 'split').choice(n, count).sort();
}
