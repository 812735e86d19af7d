import { expect, it } from 'vitest';
import { affineSource, draw, faultsOf } from '../../../../tests/suite/support/geometry-draws.ts';
import { columnsOf } from '../../../../tests/suite/support/moments.ts';

it.each([6, 20])('E5 reads every factor at least once with m = %i', (m) => {
  const { factors, codes } = draw({ geometry: 'E5', m });
  const sources = columnsOf(codes).map((code) => affineSource(factors, code).source);
  expect(new Set(sources).size).toBe(5);
  expect(sources).toHaveLength(m);
});

it('need more codes than factors', () => {
  expect(faultsOf({ geometry: 'E5', m: 5 })).toEqual(['m']);
  expect(faultsOf({ geometry: 'E6', m: 5 })).toEqual(['m']);
});
