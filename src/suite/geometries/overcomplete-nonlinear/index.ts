import { scalarFunction, type FunctionList } from '../../scalar-functions.ts';
import { findOvercompleteFaults, separateEncoding, defineGeometry } from '../geometry.ts';
import { drawSources, encodeSeparately } from '../shared/linear-codes.ts';
import { FUNCTION_LIST, functionScales, nonlinearRecovery } from '../shared/nonlinear-codes.ts';

/** E6: several nonlinear codes for a factor. */
export const overcompleteNonlinear = defineGeometry({
  id: 'E6',
  title: 'Overcomplete nonlinear',
  description:
    'More codes than factors: each is a monotone function of one factor, every factor at least once, functions in turn as in E2.',
  relation: 'elementwise-monotone',
  codes: 'over',
  paperTarget: 'recovered',
  inPaper: true,
  reach: 'full',
  parameters: [FUNCTION_LIST],
  defaultCodeCount: (d) => d + 1,
  findFaults: findOvercompleteFaults,
  describeEncoding({ d, m, parameters }) {
    return separateEncoding(d, {
      ...nonlinearRecovery(parameters['functions'] as FunctionList, d, m, 1),
      duplicated: true,
    });
  },
  encode(factors, stream, setting) {
    const { d, m, parameters } = setting;
    const list = parameters['functions'] as FunctionList;
    const sources = drawSources(stream.child('sources'), d, m);
    const divisors = functionScales(setting);
    return encodeSeparately(factors, sources, (i, z) => scalarFunction(list, i).apply(z / divisors[sources[i]!]!));
  },
});
