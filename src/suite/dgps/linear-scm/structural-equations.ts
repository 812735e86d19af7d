import { zeros } from '../../../core/matrix.ts';
import type { RandomStream } from '../../../core/random/stream.ts';

/** Magnitudes of edge weights before they are scaled to the explained share. */
const WEIGHTS = { low: 0.5, high: 1.5 };

/** One structural equation: factor = Σ weight · parent + noise deviation · normal. */
export interface StructuralEquation {
  readonly factor: number;
  readonly parents: readonly { readonly factor: number; readonly weight: number }[];
  readonly noiseDeviation: number;
}

/**
 * A random linear structural causal model in causal order, every factor with variance 1: weights are scaled so that parents
 * explain a given share of each child's variance. So neither variance nor explained share gives the order away.
 *
 * @param edgeProbability chance of an edge between any two factors, from the earlier one to the later
 * @param explained share of a child's variance that its parents explain
 */
export function drawLinearScm(stream: RandomStream, d: number, edgeProbability: number, explained: number): StructuralEquation[] {
  const order = stream.permutation(d);
  const covariance = zeros(d, d);
  const equations: StructuralEquation[] = [];
  for (let position = 0; position < d; position++) {
    const factor = order[position]!;
    const earlier = [...order.subarray(0, position)];
    const raw = earlier.flatMap((parent) => {
      // Both numbers are always drawn, so that an edge's weight does not depend on which other edges exist.
      const drawn = stream.uniform() < edgeProbability;
      const weight = stream.sign() * (WEIGHTS.low + (WEIGHTS.high - WEIGHTS.low) * stream.uniform());
      return drawn ? [{ factor: parent, weight }] : [];
    });
    let variance = 0;
    for (const a of raw) for (const b of raw) variance += a.weight * b.weight * covariance.data[b.factor * d + a.factor]!;
    const scale = raw.length === 0 ? 0 : Math.sqrt(explained / variance);
    const parents = raw.map(({ factor: parent, weight }) => ({ factor: parent, weight: weight * scale }));
    for (const other of earlier) {
      let shared = 0;
      for (const parent of parents) shared += parent.weight * covariance.data[other * d + parent.factor]!;
      covariance.data[other * d + factor] = shared;
      covariance.data[factor * d + other] = shared;
    }
    covariance.data[factor * d + factor] = 1;
    equations.push({ factor, parents, noiseDeviation: parents.length === 0 ? 1 : Math.sqrt(1 - explained) });
  }
  return equations;
}
