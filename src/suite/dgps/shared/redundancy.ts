import type { Fault } from '../../../core/input-error.ts';
import { zeros, type Matrix } from '../../../core/matrix.ts';
import type { RandomStream } from '../../../core/random/stream.ts';
import type { NumberParameter, ParameterValues } from '../../parameters.ts';
import { numberOf } from '../../parameters.ts';
import { GUARANTEED_DEVIATIONS } from '../../scalar-functions.ts';
import type { FactorProperties } from '../dgp.ts';
import { withNormalNoise } from './marginals.ts';

/** How a factor follows from the factors before it. */
export interface RedundantFactor {
  /** Value from the row's first factors. */
  value(row: Float64Array): number;
  /** Of the value without noise. */
  readonly standardDeviation: number;
}

export const REDUNDANCY_COUNT: NumberParameter = {
  type: 'integer',
  name: 'r',
  description: 'Number r of redundant factors, r < d/2.',
  default: 1,
  minimum: 1,
};

export const REDUNDANCY_NOISE: NumberParameter = {
  type: 'real',
  name: 'noise',
  description: 'Standard deviation of normal noise added to each redundant factor, as a share of its own; 0 makes it exact.',
  default: 0,
  minimum: 0,
};

/** Faults of the number of redundant factors. @param available how many different ones there are @param sources how many factors they are made of */
export function findRedundancyFaults(parameters: ParameterValues, d: number, sources: number, available: number): Fault[] {
  const r = numberOf(parameters, 'r');
  if (2 * r >= d || r + sources > d)
    return [{ path: 'r', rule: `is ${r} of ${d} factors`, fix: 'give r < d/2, or more factors' }];
  if (r > available)
    return [{ path: 'r', rule: `is ${r}`, fix: `give at most ${available}: there are no more different functions` }];
  return [];
}

/** n × d factors: `sources` independent normals, the redundant factors after them, independent normals in the other columns. */
export function drawRedundant(
  stream: RandomStream,
  n: number,
  d: number,
  sources: number,
  redundant: readonly RedundantFactor[],
  noise: number,
): Matrix {
  const factors = zeros(n, d);
  // A stream of its own: the factors without noise are the same for every amount of it.
  const noiseStream = stream.child('noise');
  const row = new Float64Array(d);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < d; j++) if (j < sources || j >= sources + redundant.length) row[j] = stream.normal();
    redundant.forEach(({ value, standardDeviation }, k) => {
      const disturbance = noise === 0 ? 0 : noise * standardDeviation * noiseStream.normal();
      row[sources + k] = value(row) + disturbance;
    });
    for (let j = 0; j < d; j++) factors.data[j * n + i] = row[j]!;
  }
  return factors;
}

/** Properties of a redundant factor after noise was added to it. */
export function withNoise(properties: FactorProperties, noise: number): FactorProperties {
  if (noise === 0) return properties;
  const { standardDeviation, points, halfRange } = properties;
  const disturbance = noise * standardDeviation;
  return {
    standardDeviation: standardDeviation * Math.sqrt(1 + noise * noise),
    points: withNormalNoise(points, disturbance),
    halfRange: halfRange + GUARANTEED_DEVIATIONS * disturbance,
    levels: Infinity,
  };
}
