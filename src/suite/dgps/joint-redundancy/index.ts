import type { ParameterValues } from '../../parameters.ts';
import { numberOf } from '../../parameters.ts';
import { GUARANTEED_DEVIATIONS } from '../../scalar-functions.ts';
import { STANDARD_NORMAL, type Determination, defineDgp, type FactorProperties } from '../dgp.ts';
import { ofTwoNormals } from '../shared/marginals.ts';
import { drawRedundant, findRedundancyFaults, REDUNDANCY_COUNT, REDUNDANCY_NOISE, withNoise } from '../shared/redundancy.ts';

const SOURCES = 2;
const FIRST = 0;
const SECOND = 1;

/** A function of the first two factors. */
interface JointFunction {
  readonly formula: string;
  apply(x: number, y: number): number;
  readonly standardDeviation: number;
  /** Largest magnitude for x and y within ±8. */
  readonly halfRange: number;
  readonly linear: boolean;
  /** Whether it gives back each of the two once the other is known. */
  readonly solvable: boolean;
}

const SQUARED_RANGE = GUARANTEED_DEVIATIONS * GUARANTEED_DEVIATIONS;
const LINEAR = { standardDeviation: Math.SQRT2, halfRange: 2 * GUARANTEED_DEVIATIONS, linear: true, solvable: true } as const;

/** The first three are the paper's. */
const JOINT_FUNCTIONS: readonly JointFunction[] = [
  {
    formula: 'xy',
    apply: (x, y) => x * y,
    standardDeviation: 1,
    halfRange: SQUARED_RANGE,
    linear: false,
    solvable: true,
  },
  { formula: 'x + y', apply: (x, y) => x + y, ...LINEAR },
  {
    formula: 'x² + y²',
    apply: (x, y) => x * x + y * y,
    standardDeviation: 2,
    halfRange: 2 * SQUARED_RANGE,
    linear: false,
    solvable: false,
  },
  { formula: 'x − y', apply: (x, y) => x - y, ...LINEAR },
  {
    formula: 'x² − y²',
    apply: (x, y) => x * x - y * y,
    standardDeviation: 2,
    halfRange: SQUARED_RANGE,
    linear: false,
    solvable: false,
  },
];

function functionsOf(parameters: ParameterValues): readonly JointFunction[] {
  return JOINT_FUNCTIONS.slice(0, numberOf(parameters, 'r'));
}

function propertiesOf({ apply, standardDeviation, halfRange }: JointFunction): FactorProperties {
  return { standardDeviation, points: ofTwoNormals(apply), halfRange, levels: Infinity };
}

function determinations(functions: readonly JointFunction[]): Determination[] {
  const each = functions.flatMap(({ linear, solvable }, k): Determination[] => {
    const form = linear ? 'affine' : 'function';
    const target = SOURCES + k;
    const forward: Determination = { target, sources: [FIRST, SECOND], form };
    if (!solvable) return [forward];
    return [forward, { target: FIRST, sources: [SECOND, target], form }, { target: SECOND, sources: [FIRST, target], form }];
  });
  // Two linear functions give both factors back.
  const linear = functions.flatMap((joint, k) => (joint.linear ? [SOURCES + k] : []));
  const [a, b] = linear;
  if (a === undefined || b === undefined) return each;
  return [...each, ...[FIRST, SECOND].map((target): Determination => ({ target, sources: [a, b], form: 'affine' }))];
}

/** D4: r factors are functions of the first two together. */
export const jointRedundancy = defineDgp({
  id: 'D4',
  title: 'Redundant: functions of two factors',
  description: `The factors 3 … r + 2 are functions of the first two, x and y, in this order: ${JOINT_FUNCTIONS.map(({ formula }) => formula).join(', ')}; the others are independent and standard normal.`,
  dependence: 'joint',
  support: 'continuous',
  inPaper: true,
  reach: 'representative',
  parameters: [REDUNDANCY_COUNT, REDUNDANCY_NOISE],
  findFaults: (parameters, d) => findRedundancyFaults(parameters, d, SOURCES, JOINT_FUNCTIONS.length),
  describeFactors(parameters, d) {
    const noise = numberOf(parameters, 'noise');
    const functions = functionsOf(parameters);
    const factors = Array.from({ length: d }, (_, j): FactorProperties => {
      const joint = functions[j - SOURCES];
      return joint === undefined ? STANDARD_NORMAL : withNoise(propertiesOf(joint), noise);
    });
    const exact = noise === 0;
    const linearCount = exact ? functions.filter(({ linear }) => linear).length : 0;
    return { factors, determinations: exact ? determinations(functions) : [], linearRank: d - linearCount };
  },
  draw(stream, n, d, parameters) {
    const redundant = functionsOf(parameters).map(({ apply, standardDeviation }) => ({
      value: (row: Float64Array) => apply(row[FIRST]!, row[SECOND]!),
      standardDeviation,
    }));
    return drawRedundant(stream, n, d, SOURCES, redundant, numberOf(parameters, 'noise'));
  },
});
