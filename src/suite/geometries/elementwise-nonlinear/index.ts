import { numberOf } from '../../parameters.ts';
import { scalarFunction, type FunctionList } from '../../scalar-functions.ts';
import { findMatchedFaults, separateEncoding, defineGeometry } from '../geometry.ts';
import { drawMagnitudes, encodeSeparately } from '../shared/linear-codes.ts';
import { FUNCTION_LIST, functionScales, nonlinearRecovery } from '../shared/nonlinear-codes.ts';

/** E2: strictly monotone functions of single factors. */
export const elementwiseNonlinear = defineGeometry({
  id: 'E2',
  title: 'Elementwise nonlinear',
  description:
    'Each code is (1 − α) s z + α h(z) of one factor z, with a positive random scale s and functions h in turn: tanh, sinh, root, cube, fifth power, exponential, logarithm.',
  relation: 'elementwise-monotone',
  codes: 'fixed',
  paperTarget: 'recovered',
  inPaper: true,
  reach: 'representative',
  variants: [{ parameters: { alpha: 0.5 } }],
  parameters: [
    {
      type: 'real',
      name: 'alpha',
      description: 'Strength α of the nonlinearity, from 0 to 1.',
      default: 1,
      minimum: 0,
      maximum: 1,
    },
    FUNCTION_LIST,
  ],
  defaultCodeCount: (d) => d,
  findFaults: findMatchedFaults,
  describeEncoding({ d, parameters }) {
    const alpha = numberOf(parameters, 'alpha');
    if (alpha === 0) return separateEncoding(d);
    const list = parameters['functions'] as FunctionList;
    return separateEncoding(d, { ...nonlinearRecovery(list, d, d, alpha), graded: alpha < 1 });
  },
  encode(factors, stream, setting) {
    const { d, parameters } = setting;
    const alpha = numberOf(parameters, 'alpha');
    const list = parameters['functions'] as FunctionList;
    const sources = [...stream.child('permutation').permutation(d)];
    const slopes = drawMagnitudes(stream.child('scales'), d).map((magnitude) => (1 - alpha) * magnitude);
    const divisors = functionScales(setting);
    return encodeSeparately(factors, sources, (i, z) => {
      const nonlinear = alpha === 0 ? 0 : alpha * scalarFunction(list, i).apply(z / divisors[sources[i]!]!);
      return slopes[i]! * z + nonlinear;
    });
  },
});
