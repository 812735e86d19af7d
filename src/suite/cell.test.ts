import { describe, expect, it } from 'vitest';
import { InputError } from '../core/input-error.ts';
import { configurationOf, resolveCell, type CellRequest } from './cell.ts';

describe('a request', () => {
  const request = { dgp: 'D2', geometry: 'E3', n: 10, d: 5 };

  it('is filled in with defaults', () => {
    expect(configurationOf(resolveCell(request))).toEqual({
      dgp: { id: 'D2', parameters: { rho: 0.5 } },
      geometry: { id: 'E3', parameters: { kappa: 10 } },
      n: 10,
      d: 5,
      m: 5,
    });
  });

  it('hands a parameter that both have to both', () => {
    const cell = resolveCell({ dgp: 'D3', geometry: 'E2', n: 10, d: 5, parameters: { functions: 'paper' } });
    expect([cell.dgpParameters['functions'], cell.geometryParameters['functions']]).toEqual(['paper', 'paper']);
  });

  it.each<[string, Partial<CellRequest>]>([
    ['shift', { parameters: { shift: 1 } }],
    ['rho', { parameters: { rho: 1 } }],
    ['rho', { parameters: { rho: -0.3 } }],
    ['n', { n: 0 }],
    ['d', { d: 2.5 }],
    ['m', { m: 7 }],
    ['dgp', { dgp: 'D0' }],
    ['geometry', { geometry: 'X' }],
  ])('names %s in a fault and drops nothing: %j', (path, change) => {
    expect(() => resolveCell({ ...request, ...change })).toThrow(InputError);
    try {
      resolveCell({ ...request, ...change });
    } catch (error) {
      expect((error as InputError).faults.map((fault) => fault.path)).toContain(path);
    }
  });
});
