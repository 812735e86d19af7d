import { exp, log1p, tanh } from '../core/mathematics.ts';

/** A function of one real variable that elementwise geometries and redundant factors use. */
export interface ScalarFunction {
  readonly name: string;
  /** As on pages, in x. */
  readonly formula: string;
  apply(x: number): number;
  /** Standard deviation of the value at a standard normal argument; infinite where the variance diverges. */
  readonly standardDeviation: number;
  /**
   * Share of standard normal arguments whose float64 value some other argument that is at least 1e-7 away has too. 0 for a
   * function that can be inverted in practice.
   */
  readonly collidingMass: number;
  /** Whether the value never falls as the argument rises. */
  readonly monotone: boolean;
}

/** Which list: ours, or the one released with Joshi et al. 2026, faults included. */
export type FunctionList = 'own' | 'paper';

/** Up to how many standard deviations ours keep order and stay within `LARGEST_CODE`. */
export const GUARANTEED_DEVIATIONS = 8;

/** Largest magnitude of ours within ±8 standard deviations. */
export const LARGEST_CODE = 1e6;

/** Share of draws for which the release's hyperbolic tangent is exactly ±1. */
const SATURATED_MASS = 0.0342;
/** Share of draws between −2/3 and 0, where the release's logarithm takes every value twice. */
const FOLDED_MASS = 0.2475;

function signedRoot(x: number): number {
  return x < 0 ? -Math.sqrt(-x) : Math.sqrt(x);
}

function cube(x: number): number {
  return x * x * x;
}

function sinh(x: number): number {
  return (exp(x) - exp(-x)) / 2;
}

const SIGNED_ROOT: ScalarFunction = {
  name: 'root',
  formula: 'sign(x) √|x|',
  apply: signedRoot,
  standardDeviation: 0.8932438417380023,
  collidingMass: 0,
  monotone: true,
};
const CUBE: ScalarFunction = {
  name: 'cube',
  formula: 'x³',
  apply: cube,
  standardDeviation: 3.872983346207417,
  collidingMass: 0,
  monotone: true,
};
const FIFTH_POWER: ScalarFunction = {
  name: 'fifth-power',
  formula: 'x⁵',
  apply: (x) => cube(x) * x * x,
  standardDeviation: 30.740852297878796,
  collidingMass: 0,
  monotone: true,
};
const EXPONENTIAL: ScalarFunction = {
  name: 'exponential',
  formula: 'exp x',
  apply: exp,
  standardDeviation: 2.1611974158950877,
  collidingMass: 0,
  monotone: true,
};

/** Ours: one for each of the release's, in its order, all of them invertible in float64 within ±8 and none above 10⁶ there. */
const OWN: readonly ScalarFunction[] = [
  { name: 'tanh', formula: 'tanh x', apply: tanh, standardDeviation: 0.6279287303372207, collidingMass: 0, monotone: true },
  { name: 'sinh', formula: 'sinh x', apply: sinh, standardDeviation: 1.7873242709327608, collidingMass: 0, monotone: true },
  SIGNED_ROOT,
  CUBE,
  FIFTH_POWER,
  EXPONENTIAL,
  {
    name: 'log',
    formula: 'sign(x) log(1 + 3|x|)',
    apply: (x) => (x < 0 ? -log1p(-3 * x) : log1p(3 * x)),
    standardDeviation: 1.20776236168594,
    collidingMass: 0,
    monotone: true,
  },
];

/**
 * The seven of identifiability-guard 0.1.0. Three are faulty: the first is exactly ±1 for 3.4% of standard normal draws, the second spans 10⁴⁴ on
 * common draws and overflows before 8, the last is not injective.
 */
const PAPER: readonly ScalarFunction[] = [
  {
    name: 'paper-tanh',
    formula: 'tanh(2x³ − 0.1)',
    apply: (x) => tanh(2 * cube(x) - 0.1),
    standardDeviation: 0.67412898294211,
    collidingMass: SATURATED_MASS,
    monotone: true,
  },
  {
    name: 'paper-sinh',
    formula: 'sinh(2x³ + 0.1)',
    apply: (x) => sinh(2 * cube(x) + 0.1),
    standardDeviation: Infinity,
    collidingMass: 0,
    monotone: true,
  },
  SIGNED_ROOT,
  CUBE,
  FIFTH_POWER,
  EXPONENTIAL,
  {
    name: 'paper-log',
    formula: 'sign(x) log(1 + |3x + 1|)',
    apply: (x) => (x === 0 ? 0 : (x < 0 ? -1 : 1) * log1p(Math.abs(3 * x + 1))),
    standardDeviation: 1.2089422174542184,
    collidingMass: FOLDED_MASS,
    monotone: false,
  },
];

/** Both lists, in the order in which factors or codes cycle through them. */
export const SCALAR_FUNCTIONS: Readonly<Record<FunctionList, readonly ScalarFunction[]>> = { own: OWN, paper: PAPER };

/** The i-th function of a list, cyclically. */
export function scalarFunction(list: FunctionList, index: number): ScalarFunction {
  const functions = SCALAR_FUNCTIONS[list];
  return functions[index % functions.length]!;
}
