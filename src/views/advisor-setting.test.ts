import { expect, it } from 'vitest';
import { DGPS } from '../suite/dgps/catalogue.ts';
import { DEFAULT_SETTING, FACTOR_KINDS, formatSetting, parseSetting, type AdvisorSetting } from './advisor-setting.ts';

it('reads back what it writes', () => {
  const setting: AdvisorSetting = { factors: 'sparse', n: 250, d: 10, m: 40, class: 'block' };
  expect(parseSetting(`?${formatSetting(setting)}`)).toEqual(setting);
});

it('falls back on the default for what makes no sense', () => {
  expect(parseSetting('?factors=odd&n=-3&d=x&m=1.5&class=best')).toEqual(DEFAULT_SETTING);
  expect(parseSetting('')).toEqual(DEFAULT_SETTING);
});

it('has a kind of factors for every DGP', () => {
  expect(FACTOR_KINDS.flatMap(({ dgps }) => dgps).toSorted()).toEqual(DGPS.map(({ id }) => id));
});
