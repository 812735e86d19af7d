import { ln } from '../../../core/mathematics.ts';
import { column, zeros, type Matrix } from '../../../core/matrix.ts';
import {
  createNeighbourScratch,
  digammaTable,
  nearestNeighbourInformation,
  type Labels,
  type NeighbourScratch,
} from '../../../core/statistics/nearest-neighbour-information.ts';
import type { ColumnData } from '../../column-data.ts';
import { shareWork } from '../../shared-work.ts';
import { factorLabels } from './factor-labels.ts';

/** Neighbours of the mutual information estimator. */
const NEIGHBOURS = 10;

/** Entropy of the classes in nats. */
function labelEntropy({ labels, counts }: Labels): number {
  let entropy = 0;
  for (const count of counts) entropy -= (count / labels.length) * ln(count / labels.length);
  return Math.max(0, entropy);
}

/** What the estimates for one set of factors have in common. */
interface Estimation {
  readonly entropies: readonly number[];
  readonly psi: Float64Array;
  readonly sorted: Float64Array;
  readonly scratch: NeighbourScratch;
}

function prepareEstimation(factors: readonly Labels[], n: number): Estimation {
  return {
    entropies: factors.map(labelEntropy),
    psi: digammaTable(n),
    sorted: new Float64Array(n),
    scratch: createNeighbourScratch(n),
  };
}

/** Writes the information of code i with each factor to `target`; leaves it alone for a constant code and for factors with one class. */
function addCode(
  factors: readonly Labels[],
  codes: ColumnData,
  i: number,
  { entropies, psi, sorted, scratch }: Estimation,
  target: Float64Array,
): void {
  const { constant, scale } = codes.summaries[i]!;
  if (constant) return;
  const values = column(codes.values, i);
  const order = codes.order(i);
  for (let k = 0; k < sorted.length; k++) sorted[k] = values[order[k]!]! * scale;
  factors.forEach((factor, j) => {
    if (factor.counts.length < 2) return;
    const estimate = nearestNeighbourInformation(sorted, order, factor, NEIGHBOURS, psi, scratch);
    target[j] = Math.min(1, estimate / entropies[j]!);
  });
}

/**
 * d × m mutual information of each code with each factor's classes, divided by the factor's entropy and clipped to [0, 1]; 0 for
 * a factor with one class or a constant code.
 */
function normalisedInformation(factors: readonly Labels[], codes: ColumnData): Matrix {
  const estimation = prepareEstimation(factors, codes.values.rows);
  const information = zeros(factors.length, codes.values.columns);
  for (let i = 0; i < information.columns; i++) addCode(factors, codes, i, estimation, column(information, i));
  return information;
}

/** A code beside the factors of other rows. */
export interface PermutedCode {
  readonly code: number;
  /** Which row of the code stands beside row i of the factors: a permutation. */
  readonly rowOf: Int32Array;
}

/** `normalisedInformation` of codes whose rows were permuted, one column each: values without information. */
export function permutedInformation(factors: readonly Labels[], codes: ColumnData, permuted: Iterable<PermutedCode>): Matrix {
  const n = codes.values.rows;
  const estimation = prepareEstimation(factors, n);
  const moved = factors.map(({ counts }): Labels => ({ labels: new Int32Array(n), counts }));
  const columns: Float64Array[] = [];
  for (const { code, rowOf } of permuted) {
    // The factors move and the code stays, so that it need not be sorted again.
    factors.forEach(({ labels }, j) => permute(labels, rowOf, moved[j]!.labels));
    const target = new Float64Array(factors.length);
    addCode(moved, codes, code, estimation, target);
    columns.push(target);
  }
  const information = zeros(factors.length, columns.length);
  columns.forEach((values, k) => column(information, k).set(values));
  return information;
}

function permute(labels: Int32Array, rowOf: Int32Array, target: Int32Array): void {
  for (let i = 0; i < labels.length; i++) target[rowOf[i]!] = labels[i]!;
}

/** Classes of every factor. */
export const sharedLabels = shareWork((data): readonly Labels[] =>
  data.factors.summaries.map((_, j) => factorLabels(data.factors, j)),
);

/** `normalisedInformation` of the data as they stand. */
export const sharedInformation = shareWork((data) => normalisedInformation(sharedLabels(data), data.codes));
