import { zeros } from '../../../core/matrix.ts';
import { normalQuantile } from '../../../core/random/normal-quantile.ts';
import { numberOf } from '../../parameters.ts';
import { STANDARD_NORMAL, unrelated, defineDgp } from '../dgp.ts';
import { equiprobable } from '../shared/marginals.ts';

/** D8: factors that are mostly exactly zero. */
export const sparse = defineDgp({
  id: 'D8',
  title: 'Sparse',
  description: 'Factors are independent; each is standard normal with a given probability and exactly zero otherwise.',
  dependence: 'independent',
  support: 'sparse',
  inPaper: false,
  reach: 'full',
  parameters: [
    {
      type: 'real',
      name: 'active',
      description: 'Probability that a factor is not zero.',
      default: 0.3,
      above: 0,
      maximum: 1,
    },
  ],
  findFaults: () => [],
  describeFactors(parameters, d) {
    const active = numberOf(parameters, 'active');
    // Zero in the middle, the halves of the normal distribution below and above.
    const points = equiprobable((p) => {
      const tail = Math.min(p, 1 - p);
      return tail >= active / 2 ? 0 : normalQuantile(p < 0.5 ? p / active : 1 - (1 - p) / active);
    });
    return unrelated(Array.from({ length: d }, () => ({ ...STANDARD_NORMAL, standardDeviation: Math.sqrt(active), points })));
  },
  draw(stream, n, d, parameters) {
    const active = numberOf(parameters, 'active');
    const factors = zeros(n, d);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < d; j++) {
        const open = stream.uniform() < active;
        // Drawn either way, so that the active values do not depend on the probability.
        const value = stream.normal();
        factors.data[j * n + i] = open ? value : 0;
      }
    }
    return factors;
  },
});
