import { expect, it } from 'vitest';
import { DGPS } from '../suite/dgps/catalogue.ts';
import {
  DEFAULT_SETTING,
  FACTOR_KINDS,
  formatSetting,
  kindOfFactors,
  parseSetting,
  type AdvisorSetting,
} from './advisor-setting.ts';

it('reads back what it writes', () => {
  const setting: AdvisorSetting = { factors: 'sparse', n: 250, d: 10, m: 40, class: 'block' };
  expect(parseSetting(`?${formatSetting(setting)}`)).toEqual(setting);
});

it('falls back on the default for what makes no sense', () => {
  expect(parseSetting('?factors=odd&n=-3&d=x&m=1.5&class=best')).toEqual(DEFAULT_SETTING);
  expect(parseSetting('')).toEqual(DEFAULT_SETTING);
});

it('has a kind for every DGP, and a DGP for every kind', () => {
  const kinds = Object.fromEntries(FACTOR_KINDS.map(({ id }) => [id, DGPS.filter((dgp) => kindOfFactors(dgp) === id)]));
  expect(Object.values(kinds).flat()).toHaveLength(DGPS.length);
  expect(Object.fromEntries(Object.entries(kinds).map(([kind, dgps]) => [kind, dgps[0]?.id]))).toEqual({
    independent: 'D1',
    correlated: 'D2',
    redundant: 'D3',
    dependent: 'D4',
    discrete: 'D6',
    sparse: 'D8',
  });
});
