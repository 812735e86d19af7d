import { normalQuantile } from '../../../core/random/normal-quantile.ts';

/** Points of a distribution of one variable. */
const POINTS = 1024;
/** Points along each axis of a product of two distributions. */
const AXIS_POINTS = 64;

/** `count` equally likely values that stand for a distribution, by its quantile function. */
export function equiprobable(quantile: (p: number) => number, count = POINTS): Float64Array {
  return Float64Array.from({ length: count }, (_, i) => quantile((i + 0.5) / count));
}

/** The standard normal distribution. */
export const NORMAL_POINTS = equiprobable(normalQuantile);

const NORMAL_AXIS = equiprobable(normalQuantile, AXIS_POINTS);

function combine(a: Float64Array, b: Float64Array, apply: (x: number, y: number) => number): Float64Array {
  return Float64Array.from({ length: a.length * b.length }, (_, k) => apply(a[k % a.length]!, b[Math.floor(k / a.length)]!));
}

/** A function of two independent standard normal variables. */
export function ofTwoNormals(apply: (x: number, y: number) => number): Float64Array {
  return combine(NORMAL_AXIS, NORMAL_AXIS, apply);
}

/** The distribution of `points` with independent normal noise added. */
export function withNormalNoise(points: Float64Array, deviation: number): Float64Array {
  if (deviation === 0) return points;
  const sorted = points.toSorted();
  const axis = equiprobable((p) => sorted[Math.floor(p * sorted.length)]!, AXIS_POINTS);
  return combine(axis, NORMAL_AXIS, (x, y) => x + deviation * y);
}

/** Half width of the central interval that holds a share of the points. */
export function centralHalfWidth(points: Float64Array, mass: number): number {
  const magnitudes = points.map(Math.abs).sort();
  return magnitudes[Math.min(magnitudes.length - 1, Math.ceil(mass * magnitudes.length) - 1)]!;
}

/** Share of the variance of the points that no affine function of `apply(point)` explains. */
export function unexplainedShare(points: Float64Array, apply: (x: number) => number): number {
  const values = points.map(apply);
  const meanOf = (numbers: Float64Array) => numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
  const [meanX, meanY] = [meanOf(points), meanOf(values)];
  let [xx, xy, yy] = [0, 0, 0];
  for (let i = 0; i < points.length; i++) {
    const x = points[i]! - meanX;
    const y = values[i]! - meanY;
    xx += x * x;
    xy += x * y;
    yy += y * y;
  }
  return yy === 0 ? 1 : 1 - (xy * xy) / (xx * yy);
}
