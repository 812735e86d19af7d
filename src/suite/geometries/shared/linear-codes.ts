import { zeros, type Matrix } from '../../../core/matrix.ts';
import type { RandomStream } from '../../../core/random/stream.ts';

/** Magnitudes of the scales of elementwise codes. */
const SCALES = { low: 0.5, high: 2 };

/** `count` magnitudes, uniform from 0.5 to 2. */
export function drawMagnitudes(stream: RandomStream, count: number): number[] {
  return Array.from({ length: count }, () => SCALES.low + (SCALES.high - SCALES.low) * stream.uniform());
}

/** `count` scales: such magnitudes with fair signs. */
export function drawScales(stream: RandomStream, count: number): number[] {
  const signs = stream.child('signs');
  return drawMagnitudes(stream, count).map((magnitude) => signs.sign() * magnitude);
}

/** Which factor each of m ≥ d codes reads: every factor at least once, the others drawn evenly, in random order. */
export function drawSources(stream: RandomStream, d: number, m: number): number[] {
  const sources = Array.from({ length: m }, (_, i) => (i < d ? i : stream.below(d)));
  return Array.from(stream.child('order').permutation(m), (i) => sources[i]!);
}

/** m codes, each a function of one factor. @param value code i at the value of its factor */
export function encodeSeparately(
  factors: Matrix,
  sources: readonly number[],
  value: (code: number, factor: number) => number,
): Matrix {
  const n = factors.rows;
  const codes = zeros(n, sources.length);
  sources.forEach((source, i) => {
    for (let row = 0; row < n; row++) codes.data[i * n + row] = value(i, factors.data[source * n + row]!);
  });
  return codes;
}

/** codes = factors · weightsᵀ, summed from the first factor to the last. @param weights m rows of d entries */
export function encodeLinearly(factors: Matrix, weights: readonly (readonly number[])[]): Matrix {
  const n = factors.rows;
  const codes = zeros(n, weights.length);
  weights.forEach((row, i) => {
    for (let j = 0; j < row.length; j++) {
      const weight = row[j]!;
      for (let k = 0; k < n; k++) codes.data[i * n + k]! += weight * factors.data[j * n + k]!;
    }
  });
  return codes;
}
