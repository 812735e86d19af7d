import { ln } from '../../core/mathematics.ts';
import { column, zeros, type Matrix } from '../../core/matrix.ts';
import { countLogTable, sumCountLogs } from '../../core/statistics/entropy.ts';
import type { ColumnData } from '../column-data.ts';
import type { PairedData } from '../paired-data.ts';

/** Classes of equal count. */
export const CLASSES = 10;

/** Terms of an expectation below this share of the largest are left out. */
const NEGLIGIBLE = 1e-18;

/** A column cut into classes by rank: ties share one. */
interface RankClasses {
  readonly labels: Uint8Array;
  /** Rows of each class; some may be empty where there are ties. */
  readonly counts: Int32Array;
}

/** Information between columns cut into tenths by rank, less what chance gives. */
export interface AdjustedInformation {
  /** d × m: (I − E) / (H − E), with E the mean of I over all permutations of the rows; 0 where a column is constant. */
  readonly adjusted: Matrix;
  /** Entropy of each factor's classes in nats. */
  readonly entropy: Float64Array;
}

function classify({ ranks }: ColumnData, j: number): RankClasses {
  const labels = Uint8Array.from(column(ranks, j), (rank) => Math.floor((CLASSES * (rank - 0.5)) / ranks.rows));
  const counts = new Int32Array(CLASSES);
  for (let k = 0; k < labels.length; k++) counts[labels[k]!]!++;
  return { labels, counts };
}

/** E[(k/n) · ln(nk / ab)] for k hypergeometric: rows that two classes of a and b among n have in common by chance. */
function expectedTerm(a: number, b: number, n: number): number {
  if (a === 0 || b === 0) return 0;
  const least = Math.max(0, a + b - n);
  const mode = Math.floor(((a + 1) * (b + 1)) / (n + 2));
  const term = (k: number) => (k === 0 ? 0 : (k / n) * ln((n * k) / (a * b)));
  let weights = 1;
  let sum = term(mode);
  let weight = 1;
  for (let k = mode; k < Math.min(a, b) && weight > NEGLIGIBLE; k++) {
    weight *= ((a - k) * (b - k)) / ((k + 1) * (n - a - b + k + 1));
    weights += weight;
    sum += weight * term(k + 1);
  }
  weight = 1;
  for (let k = mode; k > least && weight > NEGLIGIBLE; k--) {
    weight *= (k * (n - a - b + k)) / ((a - k + 1) * (b - k + 1));
    weights += weight;
    sum += weight * term(k - 1);
  }
  return sum / weights;
}

/**
 * Mean mutual information in nats of two sets of classes over all permutations of the rows.
 *
 * Source: Vinh, Epps and Bailey, "Information theoretic measures for clusterings comparison", JMLR 11 (2010), equation 24a.
 *
 * @param known terms already computed, by the two counts
 */
export function expectedInformation(
  first: ArrayLike<number>,
  second: ArrayLike<number>,
  n: number,
  known = new Map<string, number>(),
): number {
  let sum = 0;
  for (let i = 0; i < first.length; i++)
    for (let j = 0; j < second.length; j++) {
      const name = `${first[i]} ${second[j]}`;
      let term = known.get(name);
      if (term === undefined) known.set(name, (term = expectedTerm(first[i]!, second[j]!, n)));
      sum += term;
    }
  return sum;
}

/** Adjusted information of every factor with every code. */
export function decileInformation(data: PairedData): AdjustedInformation {
  const { n, d, m } = data;
  const table = countLogTable(n);
  const known = new Map<string, number>();
  const factors = data.factors.summaries.map((_, j) => classify(data.factors, j));
  const codes = data.codes.summaries.map((_, i) => classify(data.codes, i));
  const total = table[n]!;
  const entropy = Float64Array.from(factors, ({ counts }) => Math.max(0, (total - sumCountLogs(counts, table)) / n));
  const adjusted = zeros(d, m);
  const joint = new Int32Array(CLASSES * CLASSES);
  for (const i of data.codes.columnsWhere(false))
    for (const j of data.factors.columnsWhere(false)) {
      joint.fill(0);
      const [own, other] = [factors[j]!, codes[i]!];
      for (let k = 0; k < n; k++) joint[own.labels[k]! * CLASSES + other.labels[k]!]!++;
      const codeEntropy = (total - sumCountLogs(other.counts, table)) / n;
      const information = entropy[j]! + codeEntropy - (total - sumCountLogs(joint, table)) / n;
      const chance = expectedInformation(own.counts, other.counts, n, known);
      const room = entropy[j]! - chance;
      if (room > 0) adjusted.data[i * d + j] = Math.min(1, (information - chance) / room);
    }
  return { adjusted, entropy };
}
