import { ln } from '../../core/mathematics.ts';
import type { RandomStream } from '../../core/random/stream.ts';

/** Overwrites `target` with a point that is uniform on the unit sphere. */
export function drawOnSphere(stream: RandomStream, target: Float64Array): void {
  stream.fillNormal(target);
  let square = 0;
  for (const value of target) square += value * value;
  const length = Math.sqrt(square);
  for (let j = 0; j < target.length; j++) target[j] = target[j]! / length;
}

/**
 * Cosine between a draw and the mean direction in five dimensions: density ∝ (1 − w²) exp(κw) on [−1, 1].
 *
 * With t = 1 − w it is ∝ t exp(−κt) · (2 − t): a gamma law of shape 2, of which a draw is kept with probability 1 − t/2.
 *
 * @param concentration κ > 0; about 1 − 1/κ of the proposals are kept
 */
export function drawCosine(stream: RandomStream, concentration: number): number {
  for (;;) {
    const t = -ln(stream.uniform() * stream.uniform()) / concentration;
    if (stream.uniform() < 1 - t / 2) return 1 - t;
  }
}

/**
 * Overwrites `target` with a draw of the von Mises-Fisher law on the unit sphere in five dimensions, density ∝ exp(κ⟨mean, z⟩): the
 * cosine, and a uniform direction at right angles to the mean.
 *
 * Source: Wood, Simulation of the von Mises Fisher distribution, Communications in Statistics 23(1), 1994.
 *
 * @param mean five coordinates, of length 1
 */
export function drawVonMisesFisher(stream: RandomStream, mean: Float64Array, concentration: number, target: Float64Array): void {
  const cosine = drawCosine(stream, concentration);
  stream.fillNormal(target);
  let along = 0;
  for (let j = 0; j < mean.length; j++) along += target[j]! * mean[j]!;
  let square = 0;
  for (let j = 0; j < mean.length; j++) {
    target[j] = target[j]! - along * mean[j]!;
    square += target[j]! * target[j]!;
  }
  const sine = Math.sqrt((1 - cosine * cosine) / square);
  for (let j = 0; j < mean.length; j++) target[j] = cosine * mean[j]! + sine * target[j]!;
}
