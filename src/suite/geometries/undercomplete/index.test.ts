import { expect, it } from 'vitest';
import { affineSource, draw, faultsOf } from '../../../../tests/suite/support/geometry-draws.ts';
import { columnsOf } from '../../../../tests/suite/support/moments.ts';

it('keeps the last m factors in order', () => {
  const { factors, codes } = draw({ geometry: 'E4', m: 2 });
  expect(columnsOf(codes).map((code) => affineSource(factors, code).source)).toEqual([3, 4]);
});

it('must drop something and keep something', () => {
  expect(faultsOf({ geometry: 'E4', m: 5 })).toEqual(['m']);
  expect(faultsOf({ geometry: 'E4', m: 0 })).toContain('m');
});
