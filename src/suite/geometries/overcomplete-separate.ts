import { scalarFunction, type FunctionList } from '../scalar-functions.ts';
import { FUNCTION_LIST, functionScales, nonlinearRecovery } from './elementwise-nonlinear.ts';
import { findOvercompleteFaults, separateEncoding, type Geometry } from './geometry.ts';
import { drawScales, drawSources, encodeSeparately } from './linear-codes.ts';

/** E5: scaled copies, more than there are factors. */
export const overcompleteCopies: Geometry = {
  id: 'E5',
  title: 'Overcomplete copies',
  description: 'More codes than factors: each is one factor times a random scale with random sign, every factor at least once.',
  paperTarget: 'recovered',
  parameters: [],
  defaultCodeCount: (d) => d + 1,
  findFaults: findOvercompleteFaults,
  describeEncoding: ({ d }) => separateEncoding(d, { duplicated: true }),
  encode(factors, stream, { d, m }) {
    const sources = drawSources(stream.child('sources'), d, m);
    const scales = drawScales(stream.child('scales'), m);
    return encodeSeparately(factors, sources, (i, z) => scales[i]! * z);
  },
};

/** E6: several nonlinear codes for a factor. */
export const overcompleteNonlinear: Geometry = {
  id: 'E6',
  title: 'Overcomplete nonlinear',
  description:
    'More codes than factors: each is a monotone function of one factor, every factor at least once, functions in turn as in E2.',
  paperTarget: 'recovered',
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
};
