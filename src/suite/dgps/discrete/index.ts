import { zeros } from '../../../core/matrix.ts';
import { numberOf } from '../../parameters.ts';
import { unrelated, defineDgp } from '../dgp.ts';

/** Standard deviation of the uniform distribution on 0 … levels − 1. */
function deviationOfLevels(levels: number): number {
  return Math.sqrt((levels * levels - 1) / 12);
}

/** Levels are centred and scaled to variance 1. */
function valueOfLevel(level: number, levels: number): number {
  return (level - (levels - 1) / 2) / deviationOfLevels(levels);
}

/** D6: independent factors on a few equally likely, equally spaced levels. */
export const discrete = defineDgp({
  id: 'D6',
  title: 'Discrete',
  description:
    'Factors are independent; each takes one of a few ordered, equally spaced, equally likely levels, with mean 0 and variance 1.',
  dependence: 'independent',
  support: 'discrete',
  inPaper: false,
  reach: 'full',
  parameters: [
    { type: 'integer', name: 'levels', description: 'Number of levels of each factor.', default: 5, minimum: 2, maximum: 1000 },
  ],
  findFaults: () => [],
  describeFactors(parameters, d) {
    const levels = numberOf(parameters, 'levels');
    const points = Float64Array.from({ length: levels }, (_, level) => valueOfLevel(level, levels));
    return unrelated(Array.from({ length: d }, () => ({ standardDeviation: 1, points, halfRange: points[levels - 1]!, levels })));
  },
  draw(stream, n, d, parameters) {
    const levels = numberOf(parameters, 'levels');
    const factors = zeros(n, d);
    for (let i = 0; i < n; i++) for (let j = 0; j < d; j++) factors.data[j * n + i] = valueOfLevel(stream.below(levels), levels);
    return factors;
  },
});
