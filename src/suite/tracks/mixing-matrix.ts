import { pow } from '../../core/mathematics.ts';
import type { RandomStream } from '../../core/random/stream.ts';
import { randomOrthonormal } from '../random-orthonormal.ts';

/** A small matrix as JSON holds it: a list of rows. */
export type Rows = readonly (readonly number[])[];

function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

/** Orthogonal d × d matrix, uniform over the orthogonal group. */
export function randomOrthogonal(stream: RandomStream, d: number): number[][] {
  return randomOrthonormal(stream, d, d);
}

/**
 * Random d × d matrix U·diag(s)·Vᵀ with a given condition number: U and V are independent and uniform over the orthogonal
 * group, s runs geometrically from √κ down to 1/√κ, so |det| = 1.
 *
 * @param conditionNumber κ ≥ 1, the ratio of the largest to the smallest singular value
 */
export function conditionedMatrix(stream: RandomStream, d: number, conditionNumber: number): number[][] {
  const left = randomOrthogonal(stream, d);
  const right = randomOrthogonal(stream, d);
  const singularValues = Array.from({ length: d }, (_, k) => pow(conditionNumber, 0.5 - k / (d - 1)));
  return left.map((leftRow) =>
    Array.from({ length: d }, (_, j) => {
      let sum = 0;
      for (let k = 0; k < d; k++) sum += leftRow[k]! * singularValues[k]! * right[k]![j]!;
      return sum;
    }),
  );
}

/** target = matrix · vector, in float64, summed from the first column to the last. `target` must not be `vector`. */
export function multiply(matrix: Rows, vector: Float64Array, target: Float64Array): void {
  for (let i = 0; i < matrix.length; i++) target[i] = dot(matrix[i]!, vector);
}
