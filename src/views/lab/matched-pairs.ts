import type { Matrix } from '../../core/matrix.ts';
import type { MetricKey } from '../../metrics/catalogue.ts';
import type { MetricResult } from '../../metrics/metric.ts';
import type { MetricResults } from '../../metrics/measure.ts';

/** A factor and the code that it is matched with, counted from 0. */
interface MatchedPair {
  readonly factor: number;
  readonly code: number;
  readonly correlation: number;
}

/** Correlations of every factor with every code, and which codes are matched with which factors. */
export interface Matching {
  readonly kind: 'Pearson' | 'Spearman';
  /** One row a factor, one column a code. */
  readonly correlations: readonly (readonly number[])[];
  readonly pairs: readonly MatchedPair[];
}

/** Metrics that go by ranks: their matching is Spearman's, that of all others Pearson's. */
const RANK_METRICS: readonly MetricKey[] = ['mcc_spearman', 'mcc_crossfit_spearman'];

interface MatchingParts {
  readonly matrix: readonly (readonly number[])[];
  readonly assignment: { readonly rows: readonly number[]; readonly cols: readonly number[] };
}

function readParts({ parts, score }: MetricResult): MatchingParts | null {
  return score === null ? null : (parts as unknown as MatchingParts);
}

/** The matching to show with a metric, or null where there are too few rows or nothing varies. */
export function selectMatching(metric: MetricKey, results: MetricResults): Matching | null {
  const kind = RANK_METRICS.includes(metric) ? 'Spearman' : 'Pearson';
  const result = results[kind === 'Spearman' ? 'mcc_spearman' : 'mcc_pearson'];
  const found = result && readParts(result);
  if (!found) return null;
  const { matrix, assignment } = found;
  const pairs = assignment.rows.map((factor, i) => {
    const code = assignment.cols[i]!;
    return { factor, code, correlation: matrix[factor]![code]! };
  });
  return { kind, correlations: matrix, pairs: pairs.toSorted((a, b) => a.factor - b.factor) };
}

/** A factor's symbol, counted from 1. */
export function factorName(index: number): string {
  return `z${subscript(index + 1)}`;
}

/** A code's symbol, counted from 1. */
export function codeName(index: number): string {
  return `ẑ${subscript(index + 1)}`;
}

const SUBSCRIPTS = '₀₁₂₃₄₅₆₇₈₉';

function subscript(count: number): string {
  return String(count).replaceAll(/\d/g, (digit) => SUBSCRIPTS[Number(digit)]!);
}

/** Smallest and largest entry of a column. */
export function columnExtent({ data, rows }: Matrix, index: number): [number, number] {
  let [low, high] = [Infinity, -Infinity];
  for (let k = index * rows; k < (index + 1) * rows; k++) {
    low = Math.min(low, data[k]!);
    high = Math.max(high, data[k]!);
  }
  return [low, high];
}
