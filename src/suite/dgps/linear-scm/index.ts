import { zeros } from '../../../core/matrix.ts';
import { numberOf } from '../../parameters.ts';
import { STANDARD_NORMAL, unrelated, defineDgp } from '../dgp.ts';
import { drawLinearScm } from './structural-equations.ts';

/** D7: a linear Gaussian structural causal model on a random graph. */
export const linearScm = defineDgp({
  id: 'D7',
  title: 'Linear causal model',
  description:
    'Factors follow a linear Gaussian structural causal model on a random directed acyclic graph, a new one for every seed; each has variance 1.',
  dependence: 'linear',
  support: 'continuous',
  inPaper: false,
  reach: 'full',
  parameters: [
    {
      type: 'real',
      name: 'edge_probability',
      description: 'Chance of an edge between any two factors.',
      default: 0.5,
      above: 0,
      maximum: 1,
    },
    {
      type: 'real',
      name: 'explained',
      description: "Share of a factor's variance that its parents explain.",
      default: 0.5,
      above: 0,
      below: 1,
    },
  ],
  findFaults: (_, d) => (d < 2 ? [{ path: 'd', rule: `is ${d}`, fix: 'D7 needs at least 2 factors for an edge' }] : []),
  describeFactors: (_, d) => unrelated(Array.from({ length: d }, () => STANDARD_NORMAL)),
  draw(stream, n, d, parameters) {
    const equations = drawLinearScm(
      stream.child('graph'),
      d,
      numberOf(parameters, 'edge_probability'),
      numberOf(parameters, 'explained'),
    );
    const factors = zeros(n, d);
    for (let i = 0; i < n; i++) {
      for (const { factor, parents, noiseDeviation } of equations) {
        let value = noiseDeviation * stream.normal();
        for (const parent of parents) value += parent.weight * factors.data[parent.factor * n + i]!;
        factors.data[factor * n + i] = value;
      }
    }
    return factors;
  },
});
