import { column, zeros, type Matrix } from '../../core/matrix.ts';
import { equalWidthBins } from '../../core/statistics/equal-width-bins.ts';
import { BINS } from '../binned-information.ts';
import { constantColumnDiagnostics } from '../constant-columns.ts';
import type { MetricGroup } from '../metric-group.ts';
import { refuse, type MetricResult } from '../metric.ts';
import type { PairedData } from '../paired-data.ts';
import { unequalUnitsDiagnostics } from '../unit-diagnostics.ts';

/** Share of the deviations within a class that the deviation counted there is above. */
const QUANTILE = 0.99;

/** Two rows a class: a class of one row never deviates. */
const MINIMUM_ROWS = 2 * BINS;

/** Row numbers of each class that has rows. */
function rowsByClass(labels: Uint8Array): Int32Array[] {
  const members = Array.from({ length: BINS }, (): number[] => []);
  labels.forEach((label, row) => members[label]!.push(row));
  return members.filter((rows) => rows.length > 0).map((rows) => Int32Array.from(rows));
}

/** Quantile of ascending values, linear between them. */
function quantile(sorted: Float64Array): number {
  const position = QUANTILE * (sorted.length - 1);
  const below = Math.floor(position);
  const above = Math.min(sorted.length - 1, below + 1);
  return sorted[below]! + (position - below) * (sorted[above]! - sorted[below]!);
}

/** The 0.99 quantile of |value − mean| over some rows. @param scratch as long as `rows` or longer */
function largeDeviation(values: Float64Array, rows: Int32Array, scale: number, scratch: Float64Array): number {
  // Loops, since iterators of typed arrays are slow.
  let sum = 0;
  for (let i = 0; i < rows.length; i++) sum += values[rows[i]!]! * scale;
  const mean = sum / rows.length;
  const deviations = scratch.subarray(0, rows.length);
  for (let i = 0; i < rows.length; i++) deviations[i] = Math.abs(values[rows[i]!]! * scale - mean);
  return quantile(deviations.sort());
}

/** m × d: 1 less the mean over the classes of factor j of code i's deviation, as a share of its largest anywhere. */
function robustness(data: PairedData): Matrix {
  const matrix = zeros(data.m, data.d);
  const scratch = new Float64Array(data.n);
  const classes = data.factors.summaries.map((summary, j) =>
    rowsByClass(equalWidthBins(column(data.factors.values, j), summary, BINS)),
  );
  for (const i of data.codes.columnsWhere(false)) {
    const { scale } = data.codes.summaries[i]!;
    const values = column(data.codes.values, i);
    const largest = largestDeviation(data, i) * scale;
    classes.forEach((members, j) => {
      const total = members.reduce((sum, rows) => sum + largeDeviation(values, rows, scale, scratch), 0);
      matrix.data[j * data.m + i] = Math.min(1, Math.max(0, 1 - total / members.length / largest));
    });
  }
  return matrix;
}

/** Largest |value − mean| of code i, in its own units. */
function largestDeviation({ codes }: PairedData, i: number): number {
  const { minimum, maximum, mean } = codes.summaries[i]!;
  return Math.max(maximum - mean, mean - minimum);
}

/**
 * Interventional robustness: for each code, how little it moves, at most, while the factor that explains it best is held fixed, as a share of how far it moves at all;
 * the score is the mean over codes, weighted by how far they move.
 *
 * Factors are cut into 20 classes of equal width; the movement within a class is the 0.99 quantile of the distances from the class's mean, averaged over classes.
 * The weights are in the codes' own units, so that rescaling one code changes the score. The score is null for fewer than 40 rows, and where every factor
 * or every code is constant.
 *
 * Source: Suter, Miladinović, Schölkopf and Bauer, "Robustly disentangled causal mechanisms", ICML 2019, section 4, with the quantile and classes of
 * disentanglement_lib (Locatello and others, ICML 2019).
 */
function computeIrs(data: PairedData): MetricResult {
  if (data.n < MINIMUM_ROWS)
    return refuse('too-few-rows', `${BINS} classes need at least ${MINIMUM_ROWS} rows; there are ${data.n}.`);
  if (data.factors.columnsWhere(false).length === 0)
    return refuse('constant-factors', 'Every factor is constant: none can be held fixed.');
  const varying = data.codes.columnsWhere(false);
  if (varying.length === 0) return refuse('constant-codes', 'Every code is constant: none moves.');
  const matrix = robustness(data);
  const greatest = Math.max(...varying.map((i) => largestDeviation(data, i)));
  const perCode: (number | null)[] = data.codes.summaries.map(() => null);
  let sum = 0;
  let weights = 0;
  for (const i of varying) {
    const best = Math.max(...Array.from({ length: data.d }, (_, j) => matrix.data[j * data.m + i]!));
    const weight = largestDeviation(data, i) / greatest;
    perCode[i] = best;
    sum += weight * best;
    weights += weight;
  }
  return {
    score: Math.min(1, sum / weights),
    parts: {
      per_code: perCode,
      matrix: Array.from({ length: data.m }, (_, i) => Array.from({ length: data.d }, (__, j) => matrix.data[j * data.m + i]!)),
    },
    diagnostics: [...constantColumnDiagnostics(data), ...unequalUnitsDiagnostics(data, ['code'])],
  };
}

/** Interventional robustness score. */
export const irs: MetricGroup<'irs'> = { keys: ['irs'], compute: (data) => ({ irs: computeIrs(data) }) };
