import { expect } from 'vitest';
import { RandomStream } from '../../../src/core/random/stream.ts';
import { findDgp } from '../../../src/suite/dgps/catalogue.ts';
import { withDefaults, type ParameterValues } from '../../../src/suite/parameters.ts';
import { columnsOf, correlationOf } from './moments.ts';

export const N = 20_000;
/** Five standard errors of a mean or a correlation of N draws. */
export const LOOSE = 5 / Math.sqrt(N);

export function draw(id: string, d: number, given: ParameterValues = {}, n = N, seed: number = 0) {
  const dgp = findDgp(id);
  const parameters = withDefaults(dgp.parameters, given);
  expect(dgp.findFaults(parameters, d)).toEqual([]);
  return {
    factors: dgp.draw(new RandomStream('custodes/test', seed, id), n, d, parameters),
    model: dgp.describeFactors(parameters, d),
  };
}

export function faultsOf(id: string, d: number, given: ParameterValues = {}): string[] {
  const dgp = findDgp(id);
  return dgp.findFaults(withDefaults(dgp.parameters, given), d).map(({ path }) => path);
}

export function correlations(id: string, d: number, given?: ParameterValues): number[] {
  const columns = columnsOf(draw(id, d, given).factors);
  return columns.flatMap((a, i) => columns.slice(i + 1).map((b) => correlationOf(a, b)));
}
