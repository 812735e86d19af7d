import type { RandomStream } from '../core/random/stream.ts';

/** One pass leaves an error of about the condition number times 1e-16, a second removes it. */
const ORTHOGONALISATION_PASSES = 2;

function dot(a: readonly number[], b: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

/**
 * `count` orthonormal vectors of `length` ≥ `count` entries, uniform (Haar): Gram-Schmidt on standard normals. With
 * `count` = `length` they are the rows of a random orthogonal matrix.
 *
 * @param given orthonormal vectors that come first; the others are uniform among those at right angles to them
 */
export function randomOrthonormal(
  stream: RandomStream,
  count: number,
  length: number,
  given: readonly number[][] = [],
): number[][] {
  const basis = [...given];
  while (basis.length < count) {
    const vector = Array.from({ length }, () => stream.normal());
    for (let pass = 0; pass < ORTHOGONALISATION_PASSES; pass++) {
      for (const previous of basis) {
        const projection = dot(vector, previous);
        for (let j = 0; j < length; j++) vector[j] = vector[j]! - projection * previous[j]!;
      }
    }
    const norm = Math.sqrt(dot(vector, vector));
    basis.push(vector.map((value) => value / norm));
  }
  return basis;
}
