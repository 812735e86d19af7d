import { erfc } from '../core/mathematics.ts';
import type { FactorAssociation } from './diagnosis-own-factor.ts';
import { adjustHolm } from './holm.ts';

/** Family-wise error of all tests of one diagnosis. */
const LEVEL = 0.001;

/** Variance of half the rank von Neumann ratio is 1/n for large n (Bartels, J. Am. Stat. Assoc. 77, 1982). */
function neighbourPValue(share: number, n: number): number {
  return erfc(((1 - share) * Math.sqrt(n)) / Math.SQRT2) / 2;
}

function correlationPValue(rankCorrelation: number, n: number): number {
  return erfc((Math.abs(rankCorrelation) * Math.sqrt(n - 1)) / Math.SQRT2);
}

/**
 * Which codes depend on some factor: for each pair a test of Spearman's correlation, which sees weak trends, and one of the rank von
 * Neumann ratio, which sees any function; Holm over all 2·m·d of them.
 *
 * @param associations one list a code, with an entry for each factor
 */
export function findDependentCodes(associations: readonly (readonly FactorAssociation[])[], n: number): boolean[] {
  const pValues = associations.flatMap((ofCode) =>
    ofCode.flatMap(({ rankCorrelation, neighbourShare }) => [
      correlationPValue(rankCorrelation, n),
      neighbourPValue(neighbourShare, n),
    ]),
  );
  const adjusted = adjustHolm(pValues);
  let start = 0;
  return associations.map(({ length }) => {
    const own = adjusted.slice(start, start + 2 * length);
    start += 2 * length;
    return own.some((p) => p <= LEVEL);
  });
}
