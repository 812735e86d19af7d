import { ln } from '../../../core/mathematics.ts';
import { zeros } from '../../../core/matrix.ts';
import { normalQuantile } from '../../../core/random/normal-quantile.ts';
import type { ParameterValues } from '../../parameters.ts';
import { GUARANTEED_DEVIATIONS } from '../../scalar-functions.ts';
import { drawSource, SOURCE_PARAMETERS, type SourceFamily } from '../../tracks/sources.ts';
import { unrelated, defineDgp, type FactorProperties } from '../dgp.ts';
import { equiprobable } from '../shared/marginals.ts';

/** In the order in which factors cycle through them. */
const FAMILIES = ['laplace', 'uniform', 'bimodal'] as const satisfies readonly SourceFamily[];
type Family = (typeof FAMILIES)[number];

const { modes_at_plus_minus: MODE, standard_deviation_of_each: MODE_DEVIATION } = SOURCE_PARAMETERS.bimodal;

/** Quantile functions, up to the order of the points. */
const POINTS: Readonly<Record<Family, Float64Array>> = {
  laplace: equiprobable((p) => (p < 0.5 ? ln(2 * p) : -ln(2 * (1 - p))) * Math.SQRT1_2),
  uniform: equiprobable((p) => SOURCE_PARAMETERS.uniform['high']! * (2 * p - 1)),
  // Half of the points around either mode.
  bimodal: equiprobable((p) =>
    p < 0.5 ? -MODE! + MODE_DEVIATION! * normalQuantile(2 * p) : MODE! + MODE_DEVIATION! * normalQuantile(2 * p - 1),
  ),
};

function familyOf(parameters: ParameterValues, j: number): Family {
  const family = parameters['family'];
  return family === 'mixed' ? FAMILIES[j % FAMILIES.length]! : (family as Family);
}

/** D5: independent factors that are not Gaussian. */
export const independentNonGaussian = defineDgp({
  id: 'D5',
  title: 'Independent non-Gaussian',
  description:
    'Factors are independent with mean 0 and variance 1; in turn Laplace, uniform and bimodal unless one family is chosen.',
  dependence: 'independent',
  support: 'continuous',
  inPaper: false,
  reach: 'full',
  parameters: [
    {
      type: 'choice',
      name: 'family',
      description: 'Distribution of the factors; "mixed" takes the three in turn.',
      default: 'mixed',
      choices: ['mixed', ...FAMILIES],
    },
  ],
  findFaults: () => [],
  describeFactors: (parameters, d) =>
    unrelated(
      Array.from({ length: d }, (_, j): FactorProperties => ({
        standardDeviation: 1,
        points: POINTS[familyOf(parameters, j)],
        halfRange: GUARANTEED_DEVIATIONS,
        levels: Infinity,
      })),
    ),
  draw(stream, n, d, parameters) {
    const factors = zeros(n, d);
    for (let i = 0; i < n; i++) for (let j = 0; j < d; j++) factors.data[j * n + i] = drawSource(familyOf(parameters, j), stream);
    return factors;
  },
});
