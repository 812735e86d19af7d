import { ln } from '../../core/mathematics.ts';
import { zeros } from '../../core/matrix.ts';
import type { ParameterValues } from '../parameters.ts';
import { GUARANTEED_DEVIATIONS } from '../scalar-functions.ts';
import { drawSource, SOURCE_PARAMETERS, type SourceFamily } from '../tracks/sources.ts';
import { CENTRAL_MASS, unrelated, type Dgp, type FactorProperties } from './dgp.ts';

/** In the order in which factors cycle through them. */
const FAMILIES = ['laplace', 'uniform', 'bimodal'] as const satisfies readonly SourceFamily[];
type Family = (typeof FAMILIES)[number];

/** All families have unit variance. */
const HALF_WIDTHS: Readonly<Record<Family, number>> = {
  laplace: -ln(1 - CENTRAL_MASS) * Math.SQRT1_2,
  uniform: SOURCE_PARAMETERS.uniform['high']!,
  // Mode plus 99% quantile of one of the two normals.
  bimodal:
    SOURCE_PARAMETERS.bimodal['modes_at_plus_minus']! +
    2.326347874040841 * SOURCE_PARAMETERS.bimodal['standard_deviation_of_each']!,
};

function familyOf(parameters: ParameterValues, j: number): Family {
  const family = parameters['family'];
  return family === 'mixed' ? FAMILIES[j % FAMILIES.length]! : (family as Family);
}

/** D5: independent factors that are not Gaussian. */
export const independentNonGaussian: Dgp = {
  id: 'D5',
  title: 'Independent non-Gaussian',
  description:
    'Factors are independent with mean 0 and variance 1; in turn Laplace, uniform and bimodal unless one family is chosen.',
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
        centralHalfWidth: HALF_WIDTHS[familyOf(parameters, j)],
        halfRange: GUARANTEED_DEVIATIONS,
        levels: Infinity,
      })),
    ),
  draw(stream, n, d, parameters) {
    const factors = zeros(n, d);
    for (let i = 0; i < n; i++) for (let j = 0; j < d; j++) factors.data[j * n + i] = drawSource(familyOf(parameters, j), stream);
    return factors;
  },
};
