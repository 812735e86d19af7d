import { column, zeros, type Matrix } from '../core/matrix.ts';
import { countLogTable, sumCountLogs } from '../core/statistics/entropy.ts';
import { equalWidthBins } from '../core/statistics/equal-width-bins.ts';
import type { ColumnData } from './column-data.ts';
import type { PairedData } from './paired-data.ts';
import { shareWork } from './shared-work.ts';

/** Bins of equal width between the extremes of each column. */
export const BINS = 20;

/** Mutual information between binned factors and codes. */
export interface BinnedInformation {
  /** d × m, in nats. */
  readonly information: Matrix;
  /** Entropy of each factor's bins, in nats; 0 where it is constant. */
  readonly entropy: Float64Array;
}

function binnedInformation(data: PairedData): BinnedInformation {
  const { n, d, m } = data;
  const table = countLogTable(n);
  const factors = binColumns(data.factors);
  const codes = binColumns(data.codes);
  const factorSums = factors.map((labels) => sumCountLogs(countLabels(labels), table));
  const codeSums = codes.map((labels) => sumCountLogs(countLabels(labels), table));
  const total = table[n]!;
  const information = zeros(d, m);
  const joint = new Int32Array(BINS * BINS);
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < d; j++) {
      countPairs(factors[j]!, codes[i]!, joint);
      information.data[i * d + j] = Math.max(0, (total + sumCountLogs(joint, table) - factorSums[j]! - codeSums[i]!) / n);
    }
  }
  return { information, entropy: Float64Array.from(factorSums, (sum) => Math.max(0, (total - sum) / n)) };
}

function binColumns({ values, summaries }: ColumnData): Uint8Array[] {
  return summaries.map((summary, j) => equalWidthBins(column(values, j), summary, BINS));
}

function countLabels(labels: Uint8Array): Int32Array {
  const counts = new Int32Array(BINS);
  for (let k = 0; k < labels.length; k++) counts[labels[k]!]!++;
  return counts;
}

function countPairs(first: Uint8Array, second: Uint8Array, counts: Int32Array): void {
  counts.fill(0);
  for (let k = 0; k < first.length; k++) counts[first[k]! * BINS + second[k]!]!++;
}

/** Plug-in mutual information of the columns in 20 bins. */
export const sharedBinnedInformation = shareWork(binnedInformation);
