import { functionScale } from '../dgps/dgp.ts';
import { numberOf, type ChoiceParameter } from '../parameters.ts';
import { scalarFunction, type FunctionList } from '../scalar-functions.ts';
import { isNegligible, type Encoding } from '../truth.ts';
import { findMatchedFaults, forEachFactor, separateEncoding, type Geometry, type GeometrySetting } from './geometry.ts';
import { drawMagnitudes, encodeSeparately } from './linear-codes.ts';

export const FUNCTION_LIST: ChoiceParameter = {
  type: 'choice',
  name: 'functions',
  description: 'List of scalar functions: ours, or the one released with the paper, faults included.',
  default: 'own',
  choices: ['own', 'paper'],
};

/**
 * What each factor is divided by before a scalar function: ours stay within their guaranteed range, the paper's take factors as
 * they come.
 */
export function functionScales({ model, parameters }: GeometrySetting): number[] {
  return model.factors.map((factor) => (parameters['functions'] === 'paper' ? 1 : functionScale(factor)));
}

/**
 * How codes hold their factors at strength α > 0. The factor that a faulty function of the release falls on is drawn, so one faulty
 * function leaves no factor that is recovered whatever the draw.
 */
export function nonlinearRecovery(
  list: FunctionList,
  d: number,
  m: number,
  alpha: number,
): Pick<Encoding, 'recoveries' | 'decodabilities'> {
  const functions = Array.from({ length: m }, (_, i) => scalarFunction(list, i));
  // Below 1 the rising linear part tells apart what a flat function does not.
  const faulty = functions.some(({ collidingMass, monotone }) => (alpha < 1 ? !monotone : !isNegligible(collidingMass)));
  return {
    recoveries: forEachFactor(d, faulty ? 'none' : 'monotone'),
    decodabilities: forEachFactor(d, faulty ? 'none' : 'function'),
  };
}

/** E2: strictly monotone functions of single factors. */
export const elementwiseNonlinear: Geometry = {
  id: 'E2',
  title: 'Elementwise nonlinear',
  description:
    'Each code is (1 − α) s z + α h(z) of one factor z, with a positive random scale s and functions h in turn: tanh, sinh, root, cube, fifth power, exponential, logarithm.',
  paperTarget: 'recovered',
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
};
