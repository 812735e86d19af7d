import { cos, pow, sin } from '../mathematics.ts';

/** Panels of the numerical integrals; even. The result is then good to about 1e-7. */
const PANELS = 512;

/** The density is below 1e-20 of its height from sqrt(92 / (n − 3)) radians on. */
const TAIL = 92;

/** Results by n and count: both metrics of one measurement, and all draws of one cell, ask for the same. */
const known = new Map<string, number>();

/**
 * E max |r| over `count` independent sample correlations of independent Gaussian columns: r² ~ Beta(½, (n − 2)/2).
 *
 * With r = sin θ the density of θ on [0, π/2] is proportional to cosⁿ⁻³ θ, which is smooth, and the expectation is ∫ (1 − G(θ)^count) cos θ dθ, G its
 * distribution function; both by Simpson's rule.
 *
 * @param n rows, at least 3
 * @param count at least 1
 */
export function expectedLargestCorrelation(n: number, count: number): number {
  const name = `${n} ${count}`;
  const result = known.get(name) ?? integrate(n, count);
  known.set(name, result);
  return result;
}

/**
 * Standard deviation of max |r| over `count` independent sample correlations of independent Gaussian columns.
 *
 * @param n rows, at least 3
 * @param count at least 1
 */
export function deviationOfLargestCorrelation(n: number, count: number): number {
  const name = `${n} ${count}`;
  const result = knownDeviations.get(name) ?? integrateDeviation(n, count);
  knownDeviations.set(name, result);
  return result;
}

const knownDeviations = new Map<string, number>();

/** E r² = ∫ (1 − Gᶜ) 2 sin θ cos θ dθ, as the mean. */
function integrateDeviation(n: number, count: number): number {
  const mean = expectedLargestCorrelation(n, count);
  const { step, cumulative } = distribution(n);
  const total = cumulative[PANELS]!;
  let sum = 0;
  for (let k = 0; k <= PANELS; k++) sum += weightOf(k) * (1 - pow(cumulative[k]! / total, count)) * sin(2 * k * step);
  return Math.sqrt(Math.max(0, (sum * step) / 3 - mean * mean));
}

const weightOf = (k: number) => (k === 0 || k === PANELS ? 1 : k % 2 === 1 ? 4 : 2);

/** Values of ∫ cosⁿ⁻³ from 0 at the ends of the panels. */
function distribution(n: number): { readonly step: number; readonly cumulative: Float64Array } {
  const power = n - 3;
  const end = Math.min(Math.PI / 2, power > 0 ? Math.sqrt(TAIL / power) : Infinity);
  const step = end / PANELS;
  const density = (angle: number) => pow(Math.max(0, cos(angle)), power);
  const cumulative = new Float64Array(PANELS + 1);
  let left = 1;
  for (let k = 1; k <= PANELS; k++) {
    const right = density(k * step);
    cumulative[k] = cumulative[k - 1]! + (step / 6) * (left + 4 * density((k - 0.5) * step) + right);
    left = right;
  }
  return { step, cumulative };
}

function integrate(n: number, count: number): number {
  const { step, cumulative } = distribution(n);
  const total = cumulative[PANELS]!;
  let sum = 0;
  for (let k = 0; k <= PANELS; k++) sum += weightOf(k) * (1 - pow(cumulative[k]! / total, count)) * cos(k * step);
  return (sum * step) / 3;
}
