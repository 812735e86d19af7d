import type { Fault } from '../../../core/input-error.ts';
import type { ParameterValues } from '../../parameters.ts';
import { numberOf } from '../../parameters.ts';
import { GUARANTEED_DEVIATIONS, SCALAR_FUNCTIONS, type FunctionList, type ScalarFunction } from '../../scalar-functions.ts';
import { STANDARD_NORMAL, type Determination, defineDgp, type FactorProperties } from '../dgp.ts';
import { NORMAL_POINTS } from '../shared/marginals.ts';
import { drawRedundant, findRedundancyFaults, REDUNDANCY_COUNT, REDUNDANCY_NOISE, withNoise } from '../shared/redundancy.ts';

const SOURCES = 1;

function largestMagnitude({ apply }: ScalarFunction): number {
  return Math.max(Math.abs(apply(-GUARANTEED_DEVIATIONS)), Math.abs(apply(GUARANTEED_DEVIATIONS)));
}

function functionsOf(parameters: ParameterValues): readonly ScalarFunction[] {
  return SCALAR_FUNCTIONS[parameters['functions'] as FunctionList].slice(0, numberOf(parameters, 'r'));
}

function propertiesOf(scalar: ScalarFunction): FactorProperties {
  return {
    standardDeviation: scalar.standardDeviation,
    points: NORMAL_POINTS.map(scalar.apply),
    halfRange: largestMagnitude(scalar),
    levels: Infinity,
  };
}

/** Every factor of the group z₁, h₁(z₁) … h_r(z₁) is a monotone function of every other, as far as the functions are invertible. */
function determinations(functions: readonly ScalarFunction[]): Determination[] {
  const invertible = [true, ...functions.map(({ collidingMass }) => collidingMass === 0)];
  return invertible.flatMap((targetInvertible, target) =>
    invertible.flatMap((sourceInvertible, source): Determination[] =>
      target === source || !sourceInvertible
        ? []
        : [{ target, sources: [source], form: targetInvertible ? 'monotone' : 'function' }],
    ),
  );
}

/** Noise is measured in standard deviations, so each function must have one. */
function findNoiseFaults(parameters: ParameterValues): Fault[] {
  const divergent = functionsOf(parameters).some(({ standardDeviation }) => standardDeviation === Infinity);
  if (numberOf(parameters, 'noise') === 0 || !divergent) return [];
  return [
    { path: 'noise', rule: 'has no scale where a function has infinite variance', fix: 'give noise 0, r 1, or functions own' },
  ];
}

/** D3: r factors are invertible functions of the first. */
export const functionalRedundancy = defineDgp({
  id: 'D3',
  title: 'Redundant: functions of one factor',
  description:
    'The factors 2 … r + 1 are invertible functions of the first, tanh for the first of them; the others are independent and standard normal.',
  dependence: 'redundant',
  support: 'continuous',
  inPaper: true,
  reach: 'full',
  parameters: [
    REDUNDANCY_COUNT,
    REDUNDANCY_NOISE,
    {
      type: 'choice',
      name: 'functions',
      description: 'List of scalar functions: ours, or the one released with the paper, faults included.',
      default: 'own',
      choices: ['own', 'paper'],
    },
  ],
  findFaults: (parameters, d) => [
    ...findRedundancyFaults(parameters, d, SOURCES, SCALAR_FUNCTIONS.own.length),
    ...findNoiseFaults(parameters),
  ],
  describeFactors(parameters, d) {
    const noise = numberOf(parameters, 'noise');
    const functions = functionsOf(parameters);
    const factors = Array.from({ length: d }, (_, j): FactorProperties => {
      const scalar = functions[j - SOURCES];
      return scalar === undefined ? STANDARD_NORMAL : withNoise(propertiesOf(scalar), noise);
    });
    return { factors, determinations: noise === 0 ? determinations(functions) : [], linearRank: d };
  },
  draw(stream, n, d, parameters) {
    const redundant = functionsOf(parameters).map(({ apply, standardDeviation }) => ({
      value: (row: Float64Array) => apply(row[0]!),
      standardDeviation,
    }));
    return drawRedundant(stream, n, d, SOURCES, redundant, numberOf(parameters, 'noise'));
  },
});
