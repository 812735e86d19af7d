import { zeros } from '../../../core/matrix.ts';
import { numberOf } from '../../parameters.ts';
import { STANDARD_NORMAL, unrelated, defineDgp } from '../dgp.ts';

/** D2: standard normal factors, every two with correlation ρ. */
export const equicorrelatedGaussian = defineDgp({
  id: 'D2',
  title: 'Equicorrelated Gaussian',
  description: 'Factors are jointly normal with unit variance; every two have the same correlation ρ.',
  dependence: 'linear',
  support: 'continuous',
  inPaper: true,
  reach: 'core',
  parameters: [
    {
      type: 'real',
      name: 'rho',
      description: 'Correlation ρ of every two factors; it must exceed −1/(d − 1).',
      default: 0.5,
      above: -1,
      below: 1,
    },
  ],
  findFaults(parameters, d) {
    if (d < 2) return [{ path: 'd', rule: `is ${d}`, fix: 'D2 needs at least 2 factors to correlate' }];
    const rho = numberOf(parameters, 'rho');
    const bound = -1 / (d - 1);
    if (rho > bound) return [];
    const rule = `is ${rho}, but ${d} factors cannot all have a correlation of ${bound} or less`;
    return [{ path: 'rho', rule, fix: `give a number above −1/(d − 1) = ${bound} and below 1` }];
  },
  describeFactors: (_, d) => unrelated(Array.from({ length: d }, () => STANDARD_NORMAL)),
  /** The symmetric root of the correlation matrix, which has two eigenvalues: along the mean, and across it. */
  draw(stream, n, d, parameters) {
    const rho = numberOf(parameters, 'rho');
    const across = Math.sqrt(1 - rho);
    const along = Math.sqrt(1 + (d - 1) * rho);
    const factors = zeros(n, d);
    const row = new Float64Array(d);
    for (let i = 0; i < n; i++) {
      stream.fillNormal(row);
      let mean = 0;
      for (let j = 0; j < d; j++) mean += row[j]! / d;
      for (let j = 0; j < d; j++) factors.data[j * n + i] = across * row[j]! + (along - across) * mean;
    }
    return factors;
  },
});
