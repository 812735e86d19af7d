import { expect, it } from 'vitest';
import { draw, faultsOf, singularValues } from '../../../../tests/suite/support/geometry-draws.ts';
import { RandomStream } from '../../../core/random/stream.ts';
import { drawConditionedMatrix } from './linear-mix.ts';

it.each([
  [5, 5, 10],
  [2, 2, 1],
  [12, 5, 100],
])('%i × %i: singular values fall linearly from 1 to 1/κ, κ = %d', (m, d, kappa) => {
  const values = singularValues(drawConditionedMatrix(new RandomStream('custodes/test', m), m, d, kappa)).sort((a, b) => b - a);
  expect(values).toHaveLength(d);
  values.forEach((value, k) => expect(value).toBeCloseTo(1 - ((1 - 1 / kappa) * k) / (d - 1), 12));
});

it.each([
  ['E3', 5],
  ['E7', 10],
])('%s spans the factors and nothing else', (geometry, m) => {
  const { codes } = draw({ geometry });
  const values = singularValues(codes).filter((value) => value > 1e-9);
  expect([codes.columns, values.length]).toEqual([m, 5]);
});

it('refuse sizes that are not theirs', () => {
  expect(faultsOf({ geometry: 'E3', m: 6 })).toEqual(['m']);
  expect(faultsOf({ geometry: 'E7', m: 5 })).toEqual(['m']);
  expect(faultsOf({ geometry: 'E3', d: 1 })).toEqual(['d']);
  expect(faultsOf({ geometry: 'E3', parameters: { kappa: 0.5 } })).toEqual(['kappa']);
});
