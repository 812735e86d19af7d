import { expect, it } from 'vitest';
import { affineSource, draw, faultsOf } from '../../../../tests/suite/support/geometry-draws.ts';
import { columnsOf } from '../../../../tests/suite/support/moments.ts';

it('is a permutation with scales from 0.5 to 2 of either sign, and a shift of the stated size', () => {
  const signs = new Set<number>();
  for (const shift of [0, 3]) {
    const { factors, codes } = draw({ geometry: 'E1', parameters: { shift } });
    const affine = columnsOf(codes).map((code) => affineSource(factors, code));
    expect(affine.map(({ source }) => source).sort()).toEqual([0, 1, 2, 3, 4]);
    for (const { slope, shift: found } of affine) {
      expect(Math.abs(slope)).toBeGreaterThanOrEqual(0.5);
      expect(Math.abs(slope)).toBeLessThanOrEqual(2);
      expect(Math.abs(found)).toBeCloseTo(shift, 10);
      signs.add(Math.sign(slope));
    }
  }
  expect(signs.size).toBe(2);
});

it('takes no other number of codes', () => expect(faultsOf({ geometry: 'E1', m: 6 })).toEqual(['m']));
