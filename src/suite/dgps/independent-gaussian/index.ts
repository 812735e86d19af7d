import { zeros } from '../../../core/matrix.ts';
import { STANDARD_NORMAL, unrelated, defineDgp } from '../dgp.ts';

/** D1: independent standard normal factors. */
export const independentGaussian = defineDgp({
  id: 'D1',
  title: 'Independent Gaussian',
  description: 'Factors are independent and standard normal.',
  dependence: 'independent',
  support: 'continuous',
  inPaper: true,
  reach: 'core',
  parameters: [],
  findFaults: () => [],
  describeFactors: (_, d) => unrelated(Array.from({ length: d }, () => STANDARD_NORMAL)),
  draw(stream, n, d) {
    const factors = zeros(n, d);
    for (let i = 0; i < n; i++) for (let j = 0; j < d; j++) factors.data[j * n + i] = stream.normal();
    return factors;
  },
});
