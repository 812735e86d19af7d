/** Every metric answers on every DGP with every geometry, and a cell that cannot be says why in one line. */
import { describe, expect, it } from 'vitest';
import { InputError } from '../../src/core/input-error.ts';
import { claimName, COMPUTED_METRICS, listClaims } from '../../src/evaluation/claims.ts';
import { scoreSeed } from '../../src/evaluation/stress-scores.ts';
import { resolveCell, type CellRequest } from '../../src/suite/cell.ts';
import { DGPS } from '../../src/suite/dgps/catalogue.ts';
import { GEOMETRIES } from '../../src/suite/geometries/catalogue.ts';

describe.each(DGPS.map(({ id }) => id))('under %s', (dgp) => {
  it.each(GEOMETRIES.map(({ id }) => id))('every metric scores %s within its range', (geometry) => {
    const scores = scoreSeed(resolveCell({ dgp, geometry, n: 60, d: 5 }), 0, { metrics: COMPUTED_METRICS, holdout: 0 });
    expect(Object.keys(scores)).toEqual(listClaims().map(claimName));
    for (const [name, score] of Object.entries(scores))
      if (score === null || !(score >= -1e-9 && score <= 1 + 1e-9)) expect.fail(`${name} is ${score}`);
  });
});

describe('a cell that cannot be', () => {
  it.each<[string, CellRequest]>([
    ['rho', { dgp: 'D2', geometry: 'E1', n: 10, d: 3, parameters: { rho: -0.5 } }],
    ['r', { dgp: 'D3', geometry: 'E1', n: 10, d: 4, parameters: { r: 2 } }],
    ['r', { dgp: 'D4', geometry: 'E1', n: 10, d: 2 }],
    ['levels', { dgp: 'D6', geometry: 'E1', n: 10, d: 2, parameters: { levels: 1 } }],
    ['explained', { dgp: 'D7', geometry: 'E1', n: 10, d: 2, parameters: { explained: 1 } }],
    ['active', { dgp: 'D8', geometry: 'E1', n: 10, d: 2, parameters: { active: 0 } }],
    ['family', { dgp: 'D5', geometry: 'E1', n: 10, d: 2, parameters: { family: 'normal' } }],
    ['m', { dgp: 'D1', geometry: 'E1', n: 10, d: 3, m: 2 }],
    ['alpha', { dgp: 'D1', geometry: 'E2', n: 10, d: 3, parameters: { alpha: 2 } }],
    ['kappa', { dgp: 'D1', geometry: 'E3', n: 10, d: 3, parameters: { kappa: 0 } }],
    ['m', { dgp: 'D1', geometry: 'E4', n: 10, d: 3, m: 3 }],
    ['m', { dgp: 'D1', geometry: 'E5', n: 10, d: 3, m: 3 }],
    ['m', { dgp: 'D1', geometry: 'E6', n: 10, d: 3, m: 3 }],
    ['m', { dgp: 'D1', geometry: 'E7', n: 10, d: 3, m: 3 }],
    ['k', { dgp: 'D1', geometry: 'E8', n: 10, d: 3, parameters: { k: 1 } }],
    ['m', { dgp: 'D1', geometry: 'E9', n: 10, d: 3, m: 0 }],
    ['d', { dgp: 'D1', geometry: 'E11', n: 10, d: 1 }],
    ['snr', { dgp: 'D1', geometry: 'E12', n: 10, d: 3, parameters: { snr: 0 } }],
    ['m', { dgp: 'D1', geometry: 'E13', n: 10, d: 3, m: 3 }],
    ['depth', { dgp: 'D1', geometry: 'E14', n: 10, d: 3, parameters: { depth: 0 } }],
    ['shift', { dgp: 'D1', geometry: 'E3', n: 10, d: 3, parameters: { shift: 1 } }],
  ])('names %s: %j', (path, request) => {
    let fault: unknown;
    try {
      resolveCell(request);
    } catch (error) {
      fault = error;
    }
    expect(fault).toBeInstanceOf(InputError);
    const { faults } = fault as InputError;
    expect(faults.map((each) => each.path)).toContain(path);
    for (const { rule, fix } of faults) expect(`${rule}; ${fix}`).not.toContain('\n');
  });
});
