import { column, toRows, zeros, type Matrix } from '../../core/matrix.ts';
import { countLogTable, sumCountLogs } from '../../core/statistics/entropy.ts';
import { equalWidthBins } from '../../core/statistics/equal-width-bins.ts';
import type { ColumnData } from '../column-data.ts';
import { constantColumnDiagnostics } from '../constant-columns.ts';
import type { MetricGroup } from '../metric-group.ts';
import { refuse, type MetricResult } from '../metric.ts';
import type { PairedData } from '../paired-data.ts';

const BINS = 20;

/** Two rows a bin: with fewer the counts say nothing. */
const MINIMUM_ROWS = 2 * BINS;

/**
 * Mutual information gap: for each factor the mutual information with the most informative code less that with the second most,
 * divided by the factor's entropy; the score is the mean over the factors that vary.
 *
 * Every column is cut into 20 bins of equal width between its extremes; logarithms are natural. With one code there is no second, and the
 * score is 0 by convention. The score is null for fewer than 40 rows and where every factor is constant.
 *
 * Source: Chen, Li, Grosse and Duvenaud, NeurIPS 2018, equation 6.
 */
function computeMig(data: PairedData): MetricResult {
  if (data.n < MINIMUM_ROWS)
    return refuse('too-few-rows', `${BINS} bins need at least ${MINIMUM_ROWS} rows; there are ${data.n}.`);
  if (data.factors.columnsWhere(false).length === 0)
    return refuse('constant-factors', 'Every factor is constant: there is nothing to inform of.');
  const { information, entropy } = binnedInformation(data);
  const gaps: (number | null)[] = [];
  let gapSum = 0;
  let topSum = 0;
  let counted = 0;
  for (let j = 0; j < data.d; j++) {
    const row = Array.from({ length: data.m }, (_, i) => information.data[i * data.d + j]!);
    if (entropy[j] === 0) {
      gaps.push(null);
      continue;
    }
    const [top, second] = largestTwo(row);
    const gap = data.m === 1 ? 0 : (top - second) / entropy[j]!;
    gaps.push(gap);
    gapSum += gap;
    topSum += top / entropy[j]!;
    counted++;
  }
  const diagnostics = constantColumnDiagnostics(data);
  const parts = { mutual_information: toRows(information), factor_entropy: [...entropy], per_factor: gaps };
  const score = Math.min(1, gapSum / counted);
  if (data.m > 1) return { score, parts, diagnostics };
  diagnostics.push({ code: 'single-code', message: 'With one code there is no second: the gap is 0 by convention.' });
  return { score, parts: { ...parts, top_mi_convention: topSum / counted }, diagnostics };
}

/** Mutual information (d × m) and factor entropy of the binned columns, in nats. */
function binnedInformation(data: PairedData): { information: Matrix; entropy: Float64Array } {
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

function largestTwo(values: readonly number[]): [number, number] {
  let top = 0;
  let second = 0;
  for (const value of values) {
    if (value > top) [top, second] = [value, top];
    else if (value > second) second = value;
  }
  return [top, second];
}

/** Mutual information gap. */
export const mig: MetricGroup<'mig'> = { keys: ['mig'], compute: (data) => ({ mig: computeMig(data) }) };
