import { decomposeSingular } from '../../core/linear-algebra/singular-values.ts';
import { zeros } from '../../core/matrix.ts';

/**
 * Share of d standardised factors that no rotation times a scale of the codes gives back: 1 − ‖K‖*² / (d tr Cov c), with K the covariances of codes
 * with factors and ‖·‖* the sum of singular values (orthogonal Procrustes problem).
 *
 * @param covariances m rows of d entries
 * @param total sum of the codes' variances
 */
export function procrustesLoss(covariances: readonly (readonly number[])[], total: number, d: number): number {
  const gram = zeros(d, d);
  for (const row of covariances)
    for (let a = 0; a < d; a++) for (let b = 0; b < d; b++) gram.data[b * d + a] = gram.data[b * d + a]! + row[a]! * row[b]!;
  let nuclear = 0;
  for (const square of decomposeSingular(gram).values) nuclear += Math.sqrt(Math.max(0, square));
  return total === 0 ? 1 : Math.max(0, 1 - (nuclear * nuclear) / (d * total));
}
