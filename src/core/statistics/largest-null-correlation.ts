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

/**
 * Mean and standard deviation of how far the largest of `count` r² lies above the next largest, the correlations being those of independent Gaussian
 * columns.
 *
 * The next largest is below s and the largest above t ≥ s with probability count · F(s)^(count − 1) · (1 − F(t)), F the distribution of r². Its integral over
 * s = t is the mean, twice that over s < t the mean square; both by the trapezoidal rule in θ, with r² = sin² θ.
 *
 * @param n rows, at least 3
 * @param count at least 2
 */
export function nullGap(n: number, count: number): readonly [mean: number, deviation: number] {
  const { step, cumulative } = distribution(n);
  const total = cumulative[PANELS]!;
  let [mean, square, inner] = [0, 0, 0];
  for (let k = 0; k <= PANELS; k++) {
    const share = cumulative[k]! / total;
    const width = step * sin(2 * k * step) * (k === PANELS ? 1 / 2 : 1);
    const below = width * count * pow(share, count - 1);
    square += 2 * width * (1 - share) * (inner + below / 2);
    mean += below * (1 - share);
    inner += below;
  }
  return [mean, Math.sqrt(Math.max(0, square - mean * mean))];
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
