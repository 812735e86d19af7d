import { RandomStream } from '../../../core/random/stream.ts';
import type { MetricOptions } from '../../metric.ts';

const FOLDS = 5;

/** Row numbers of each non-empty fold, ascending: as `options.folds` says, else five folds of nearly equal size at random. */
export function assignFolds(n: number, { folds, seed = 0 }: MetricOptions): Int32Array[] {
  const foldOf = new Int32Array(n);
  if (folds !== undefined) for (let row = 0; row < n; row++) foldOf[row] = folds[row]!;
  else new RandomStream('custodes/metric', seed, 'mcc_crossfit').permutation(n).forEach((row, i) => (foldOf[row] = i % FOLDS));
  const rows = new Map<number, number[]>();
  for (let row = 0; row < n; row++) {
    const fold = rows.get(foldOf[row]!);
    if (fold) fold.push(row);
    else rows.set(foldOf[row]!, [row]);
  }
  return [...rows].sort(([a], [b]) => a - b).map(([, members]) => Int32Array.from(members));
}
