import { describe, expect, it } from 'vitest';
import { InputError } from '../../core/input-error.ts';
import { DGPS } from '../../suite/dgps/catalogue.ts';
import { GEOMETRIES } from '../../suite/geometries/catalogue.ts';
import { allowedCodeCounts, DEFAULT_SETTING, LAB_SIZES, parseLabSetting, resolveLabCell, type LabFields } from './lab-setting.ts';

function faultsOf(fields: LabFields): string[] {
  try {
    resolveLabCell(parseLabSetting(fields));
  } catch (error) {
    if (error instanceof InputError) return error.faults.map(({ path }) => path);
    throw error;
  }
  return [];
}

describe('parseLabSetting', () => {
  it('takes what is not given from the default', () => {
    expect(parseLabSetting({})).toEqual({ ...DEFAULT_SETTING, request: { ...DEFAULT_SETTING.request, parameters: {} } });
    expect(parseLabSetting({ m: '', kappa: ' ' }).request).not.toHaveProperty('m');
  });

  it('reads every query of a full address', () => {
    const query = 'dgp=D2&geometry=E7&n=500&d=4&m=9&seed=7&metric=r2&rho=-0.2&kappa=3';
    expect(parseLabSetting(Object.fromEntries(new URLSearchParams(query)))).toEqual({
      request: { dgp: 'D2', geometry: 'E7', n: 500, d: 4, m: 9, parameters: { rho: -0.2, kappa: 3 } },
      seed: 7,
      metric: 'r2',
    });
  });

  it('passes over parameters of others', () => {
    expect(faultsOf({ dgp: 'D1', geometry: 'E1', rho: '0.5', alpha: '1' })).toEqual([]);
  });

  it.each([
    [{ n: '1e9' }, 'n'],
    [{ n: 'many' }, 'n'],
    [{ d: '2.5' }, 'd'],
    [{ seed: '-1' }, 'seed'],
    [{ metric: 'nothing' }, 'metric'],
    [{ dgp: 'D9' }, 'dgp'],
    [{ geometry: '<b>' }, 'geometry'],
    [{ geometry: 'E3', m: '7' }, 'm'],
    [{ geometry: 'E3', kappa: 'big' }, 'kappa'],
    [{ dgp: 'D2', rho: '-0.9' }, 'rho'],
    [{ geometry: 'E8', k: '100', d: '6' }, 'm'],
  ])('%j: a fault names %s', (fields, path) => {
    expect(faultsOf(fields)).toContain(path);
  });
});

describe('allowedCodeCounts', () => {
  const countsOf = (fields: LabFields) => allowedCodeCounts(resolveLabCell(parseLabSetting(fields)));

  it('is one number where the factors decide, and a range where they do not', () => {
    expect(countsOf({ geometry: 'E3' })).toEqual({ minimum: 5, maximum: 5 });
    expect(countsOf({ geometry: 'E4' })).toEqual({ minimum: 1, maximum: 4 });
    expect(countsOf({ geometry: 'E7' })).toEqual({ minimum: 6, maximum: LAB_SIZES.m.maximum });
  });
});

describe('the default sizes', () => {
  it('suit every DGP with every geometry', () => {
    for (const dgp of DGPS)
      for (const geometry of GEOMETRIES) expect(faultsOf({ dgp: dgp.id, geometry: geometry.id })).toEqual([]);
  });
});
