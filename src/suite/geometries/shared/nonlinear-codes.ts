import { functionScale } from '../../dgps/dgp.ts';
import type { ChoiceParameter } from '../../parameters.ts';
import { scalarFunction, type FunctionList } from '../../scalar-functions.ts';
import { isNegligible, type Encoding } from '../../truth.ts';
import { forEachFactor, type GeometrySetting } from '../geometry.ts';

/** Which scalar functions codes are made with. */
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
