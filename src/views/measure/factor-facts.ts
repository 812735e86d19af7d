import { column, type Matrix } from '../../core/matrix.ts';
import { PairedData } from '../../metrics/paired-data.ts';
import type { DgpId } from '../../suite/dgps/catalogue.ts';
import { formatScore } from '../format.ts';
import { independentGaussian } from '../../suite/dgps/independent-gaussian/index.ts';
import { equicorrelatedGaussian } from '../../suite/dgps/equicorrelated-gaussian/index.ts';
import { discrete } from '../../suite/dgps/discrete/index.ts';

/** What can be seen of factors without knowing how they were drawn. */
export interface FactorFacts {
  /** Largest absolute Pearson correlation of two factors; 0 of one factor. */
  readonly correlation: number;
  /** Fewest different values of a factor; counted up to one more than `FEW_VALUES`. */
  readonly values: number;
}

/** Factors with no more values than this are taken for discrete. */
const FEW_VALUES = 20;
/** Factors that correlate by this much are taken for dependent. */
const NOTABLE_CORRELATION = 0.2;
const DECIMALS = 2;

function countValues(values: Float64Array): number {
  const seen = new Set<number>();
  for (const value of values) {
    seen.add(value);
    if (seen.size > FEW_VALUES) break;
  }
  return seen.size;
}

/** Looks at factors. @param factors n × d, finite */
export function describeFactors(factors: Matrix): FactorFacts {
  const { pearson } = new PairedData(factors, factors);
  const d = factors.columns;
  let correlation = 0;
  for (let a = 0; a < d; a++) for (let b = 0; b < a; b++) correlation = Math.max(correlation, Math.abs(pearson.data[a * d + b]!));
  const counts = Array.from({ length: d }, (_, j) => countValues(column(factors, j)));
  return { correlation, values: Math.min(...counts) };
}

/** The DGP of the suite to compare with where the reader does not name one: a rule of thumb, said in words by `explainSuggestion`. */
export function suggestDgp({ correlation, values }: FactorFacts): DgpId {
  if (values <= FEW_VALUES) return discrete.id;
  return correlation >= NOTABLE_CORRELATION ? equicorrelatedGaussian.id : independentGaussian.id;
}

/** Why a DGP is suggested. */
export function explainSuggestion({ correlation, values }: FactorFacts): string {
  const largest = `the largest correlation of two factors is ${formatScore(correlation, DECIMALS)}`;
  const counted =
    values <= FEW_VALUES ? `a factor takes only ${values} values` : `every factor takes more than ${FEW_VALUES} values`;
  return `In your factors ${largest}, and ${counted}. How they were drawn, you know better: choose.`;
}
