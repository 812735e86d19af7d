import { RandomStream } from '../../../core/random/stream.ts';
import type { MetricOptions } from '../../metric.ts';
import type { PairedData } from '../../paired-data.ts';

/** Matched pairs that the null of a dependence coefficient is a mean over, at least. */
const NULL_PAIRS = 5;

/** Row permutations of the codes for the null of `key`; as many as make up at least five matched pairs. */
export function nullPermutations({ n, d, m }: PairedData, key: string, { seed = 0 }: MetricOptions): Int32Array[] {
  return Array.from({ length: Math.ceil(NULL_PAIRS / Math.min(d, m)) }, (_, round) =>
    new RandomStream('custodes/metric', seed, key, 'null', round).permutation(n),
  );
}
