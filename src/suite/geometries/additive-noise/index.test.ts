import { expect, it } from 'vitest';
import { draw, faultsOf } from '../../../../tests/suite/support/geometry-draws.ts';
import { columnsOf, correlationOf } from '../../../../tests/suite/support/moments.ts';

it.each(['D1', 'D4', 'D8'])('has the stated ratio of signal to noise under %s', (dgp) => {
  for (const snr of [0.5, 3]) {
    const { factors, codes } = draw({ dgp, geometry: 'E12', n: 20_000, parameters: { snr } });
    for (const code of columnsOf(codes)) {
      const strongest = Math.max(...columnsOf(factors).map((z) => correlationOf(z, code) ** 2));
      expect(strongest).toBeCloseTo(snr / (1 + snr), 1);
    }
  }
});

it('refuses factors without variance', () => {
  const parameters = { functions: 'paper', r: 2 };
  expect(faultsOf({ dgp: 'D3', geometry: 'E12', parameters })).toEqual(['snr']);
});
