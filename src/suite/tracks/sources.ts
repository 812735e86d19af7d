import { cos, ln, sin } from '../../core/mathematics.ts';
import type { RandomStream } from '../../core/random/stream.ts';

/** A distribution of one factor, with mean 0 and variance 1. */
export type SourceFamily = 'laplace' | 'uniform' | 'bimodal' | 'sech' | 'gaussian';

/** Half the support of the uniform distribution with variance 1. */
const UNIFORM_HALF_WIDTH = Math.sqrt(3);

/** The two modes of `bimodal` lie at ± this. */
const BIMODAL_MODE = 0.9;
/** Each of the two normals: mode² + deviation² = 1. */
const BIMODAL_DEVIATION = Math.sqrt(1 - BIMODAL_MODE * BIMODAL_MODE);

/** Excess kurtosis by family: 0 for the Gaussian alone, which is why independent component analysis fails on it. */
export const EXCESS_KURTOSIS: Readonly<Record<SourceFamily, number>> = {
  laplace: 3,
  uniform: -1.2,
  bimodal: -2 * BIMODAL_MODE * BIMODAL_MODE * BIMODAL_MODE * BIMODAL_MODE,
  sech: 2,
  gaussian: 0,
};

/** The family's parameters as data, for pages and exports. */
export const SOURCE_PARAMETERS: Readonly<Record<SourceFamily, Readonly<Record<string, number>>>> = {
  laplace: { scale: Math.SQRT1_2 },
  uniform: { low: -UNIFORM_HALF_WIDTH, high: UNIFORM_HALF_WIDTH },
  bimodal: { modes_at_plus_minus: BIMODAL_MODE, standard_deviation_of_each: BIMODAL_DEVIATION },
  sech: { standard_deviation: 1 },
  gaussian: { standard_deviation: 1 },
};

/**
 * Quantile of the hyperbolic-secant law with density ½ sech(πz/2): (2/π) ln tan(πp/2), taken from the nearer end so that both tails
 * have the same precision.
 *
 * @param p probability, 0 < p < 1
 */
function hyperbolicSecantQuantile(p: number): number {
  const angle = (Math.PI / 2) * Math.min(p, 1 - p);
  const magnitude = (-2 / Math.PI) * ln(sin(angle) / cos(angle));
  return p < 0.5 ? -magnitude : magnitude;
}

/** One value of the given family. */
export function drawSource(family: SourceFamily, stream: RandomStream): number {
  switch (family) {
    case 'laplace':
      return stream.laplace();
    case 'uniform':
      return UNIFORM_HALF_WIDTH * (2 * stream.uniform() - 1);
    case 'bimodal':
      return BIMODAL_MODE * stream.sign() + BIMODAL_DEVIATION * stream.normal();
    case 'sech':
      return hyperbolicSecantQuantile(stream.uniform());
    case 'gaussian':
      return stream.normal();
  }
}
