import { expect, it } from 'vitest';
import { draw, faultsOf } from '../../../../tests/suite/support/geometry-draws.ts';
import { columnsOf } from '../../../../tests/suite/support/moments.ts';
import { column } from '../../../core/matrix.ts';

it('k = 2: the pair gives the factor back on ±8', () => {
  const { factors, codes } = draw({ geometry: 'E8' });
  for (let g = 0; g < 5; g++) {
    const [sine, cosine] = [column(codes, 2 * g), column(codes, 2 * g + 1)];
    const back = [...sine].map((s, i) => (Math.atan2(s, cosine[i]!) * 8) / Math.PI);
    expect(columnsOf(factors).filter((z) => z.every((value, i) => Math.abs(value - back[i]!) < 1e-12))).toHaveLength(1);
  }
});

it.each([3, 10])('k = %i: each row shows each factor in exactly one code of its group, and none is empty', (k) => {
  const { factors, codes } = draw({ geometry: 'E8', n: 2000, parameters: { k } });
  for (let g = 0; g < 5; g++) {
    const group = Array.from({ length: k }, (_, i) => column(codes, k * g + i));
    const sums = Float64Array.from(group[0]!, (_, row) => group.reduce((sum, code) => sum + code[row]!, 0));
    expect(columnsOf(factors).some((z) => z.every((value, row) => value === sums[row]))).toBe(true);
    for (let row = 0; row < 2000; row++) expect(group.filter((code) => code[row] !== 0).length).toBeLessThanOrEqual(1);
    for (const code of group) expect(code.some((value) => value !== 0)).toBe(true);
  }
});

it('refuses other numbers of codes, and a frequency that would change nothing', () => {
  expect(faultsOf({ geometry: 'E8', m: 11 })).toEqual(['m']);
  expect(faultsOf({ geometry: 'E8', parameters: { k: 1 } })).toEqual(['k']);
  expect(faultsOf({ geometry: 'E8', parameters: { k: 3, frequency: 1 } })).toEqual(['frequency']);
  expect(faultsOf({ dgp: 'D3', geometry: 'E8', parameters: { r: 2, functions: 'paper' } })).toEqual(['functions']);
});
