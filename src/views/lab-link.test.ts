import { expect, it } from 'vitest';
import { createAtlasCell } from '../../tests/views/atlas-fixture.ts';
import { labPath } from './lab-link.ts';

it('names the whole cell, so that the lab draws the same codes', () => {
  const cell = createAtlasCell({ dgp: 'D2', geometry: 'E3', m: 5, parameters: { kappa: 3 } });
  expect(labPath(cell)).toBe('lab/?dgp=D2&geometry=E3&n=1000&d=5&m=5&kappa=3&metric=r2&seed=0');
});

it('needs no metric', () => {
  expect(labPath({ dgp: 'D1', geometry: 'E1', n: 100, d: 5, m: 5 })).toBe('lab/?dgp=D1&geometry=E1&n=100&d=5&m=5&seed=0');
});
