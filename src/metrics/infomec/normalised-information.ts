import { ln } from '../../core/mathematics.ts';
import { column, zeros, type Matrix } from '../../core/matrix.ts';
import {
  createNeighbourScratch,
  digammaTable,
  nearestNeighbourInformation,
  type Labels,
} from '../../core/statistics/nearest-neighbour-information.ts';
import type { ColumnData } from '../column-data.ts';
import { shareWork } from '../shared-work.ts';
import { factorLabels } from './factor-labels.ts';

/** Neighbours of the mutual information estimator. */
const NEIGHBOURS = 10;

/** Entropy of the classes in nats. */
function labelEntropy({ labels, counts }: Labels): number {
  let entropy = 0;
  for (const count of counts) entropy -= (count / labels.length) * ln(count / labels.length);
  return Math.max(0, entropy);
}

/**
 * d × m mutual information of each code with each factor's classes, divided by the factor's entropy and clipped to [0, 1]; 0 for
 * a factor with one class or a constant code.
 *
 * @param rowOf which row of the codes stands beside row i of the factors; the identity where absent. A permutation gives a null.
 */
export function normalisedInformation(factors: readonly Labels[], codes: ColumnData, rowOf?: Int32Array): Matrix {
  const n = codes.values.rows;
  const psi = digammaTable(n);
  const entropies = factors.map(labelEntropy);
  const labels = rowOf === undefined ? factors : factors.map((factor) => permuteLabels(factor, rowOf));
  const information = zeros(factors.length, codes.values.columns);
  const sorted = new Float64Array(n);
  const scratch = createNeighbourScratch(n);
  codes.summaries.forEach(({ constant, scale }, i) => {
    if (constant) return;
    const values = column(codes.values, i);
    const order = codes.order(i);
    for (let k = 0; k < n; k++) sorted[k] = values[order[k]!]! * scale;
    labels.forEach((factor, j) => {
      if (factor.counts.length < 2) return;
      const estimate = nearestNeighbourInformation(sorted, order, factor, NEIGHBOURS, psi, scratch);
      information.data[i * factors.length + j] = Math.min(1, estimate / entropies[j]!);
    });
  });
  return information;
}

function permuteLabels({ labels, counts }: Labels, rowOf: Int32Array): Labels {
  const permuted = new Int32Array(labels.length);
  for (let i = 0; i < labels.length; i++) permuted[rowOf[i]!] = labels[i]!;
  return { labels: permuted, counts };
}

/** Classes of every factor. */
export const sharedLabels = shareWork((data): readonly Labels[] =>
  data.factors.summaries.map((_, j) => factorLabels(data.factors, j)),
);

/** `normalisedInformation` of the data as they stand. */
export const sharedInformation = shareWork((data) => normalisedInformation(sharedLabels(data), data.codes));
