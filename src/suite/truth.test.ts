import { describe, expect, it } from 'vitest';
import { columnsOf, correlationOf } from '../../tests/suite/support/moments.ts';
import { averageRanks } from '../core/statistics/average-ranks.ts';
import { argsort } from '../core/statistics/argsort.ts';
import { leastSquares } from '../core/linear-algebra/least-squares.ts';
import { selectColumns, selectRows, type Matrix } from '../core/matrix.ts';
import { drawCell, resolveCell, type CellRequest } from './cell.ts';
import { DGPS } from './dgps/catalogue.ts';
import { TOLERANCE } from './dgps/dgp.ts';
import { centralHalfWidth } from './dgps/shared/marginals.ts';
import { GEOMETRIES } from './geometries/catalogue.ts';
import { standardised } from '../../tests/suite/support/standardise.ts';
import type { Truth } from './truth.ts';

const N = 800;

function truthOf(request: Partial<CellRequest> & { dgp: string; geometry: string }): Truth {
  return resolveCell({ n: 10, d: 5, ...request }).truth;
}

function ranksOf(values: Float64Array): Float64Array {
  return averageRanks(values, argsort(values), new Float64Array(values.length));
}

/** Unexplained share of each factor's variance after the best affine function of the codes. */
function unexplained(factors: Matrix, codes: Matrix): number[] {
  const varying = selectColumns(
    codes,
    columnsOf(codes).flatMap((code, i) => (code.some((value) => value !== code[0]) ? [i] : [])),
  );
  const { residualSquares } = leastSquares(standardised(varying), standardised(factors), 1e-12);
  return Array.from(residualSquares, (value) => value / factors.rows);
}

describe('the stated truth, against data', () => {
  const requests: CellRequest[] = DGPS.flatMap((dgp) =>
    GEOMETRIES.map((geometry) => ({ dgp: dgp.id, geometry: geometry.id, n: N, d: 5 })),
  );
  requests.push(
    { dgp: 'D1', geometry: 'E8', n: N, d: 5, parameters: { k: 4 } },
    { dgp: 'D1', geometry: 'E8', n: N, d: 5, parameters: { frequency: 1 } },
    { dgp: 'D3', geometry: 'E4', n: N, d: 5, m: 4 },
    { dgp: 'D4', geometry: 'E4', n: N, d: 5, m: 4, parameters: { r: 2 } },
    { dgp: 'D4', geometry: 'E13', n: N, d: 5, m: 4, parameters: { r: 2 } },
    { dgp: 'D6', geometry: 'E2', n: N, d: 5, parameters: { levels: 2 } },
    { dgp: 'D1', geometry: 'E2', n: N, d: 5, parameters: { alpha: 0.5 } },
    { dgp: 'D1', geometry: 'E2', n: N, d: 5, parameters: { alpha: 0 } },
  );

  it.each(
    requests.map(
      (request) => [`${request.dgp} × ${request.geometry} ${JSON.stringify(request.parameters ?? {})}`, request] as const,
    ),
  )('%s', (_, request) => {
    const cell = resolveCell(request);
    const { factors, codes } = drawCell(cell, 1);
    const { truth, model } = cell;
    // Sines are affine up to the tolerance only; everything else is exact.
    const isExact = cell.geometry.id !== 'E8';
    const residuals = unexplained(factors, codes);
    truth.decodabilities.forEach((level, j) => {
      if (level === 'affine' && truth.noise === 'none') expect(residuals[j]).toBeLessThan(isExact ? 1e-9 : 2 * TOLERANCE);
      // Several functions of a factor with few values may happen to span the factor itself.
      else if (!(truth.duplicated && model.factors[j]!.levels < Infinity))
        expect(residuals[j]).toBeGreaterThan(isExact ? 1e-6 : TOLERANCE / 2);
    });
    if (truth.noise === 'additive') return;
    truth.recoveries.forEach((recovery, j) => {
      const halfWidth = centralHalfWidth(model.factors[j]!.points, 1 - TOLERANCE);
      const z = columnsOf(factors)[j]!;
      const central = Array.from(z.keys()).filter((row) => Math.abs(z[row]!) <= halfWidth);
      const inside = columnsOf(selectRows(codes, central)).filter((code) => code.some((value) => value !== code[0]));
      const target = columnsOf(selectRows(factors, central))[j]!;
      const linear = Math.max(...inside.map((code) => Math.abs(correlationOf(target, code))));
      const monotone = Math.max(...inside.map((code) => Math.abs(correlationOf(ranksOf(target), ranksOf(code)))));
      const one = 1 - 1e-9;
      if (recovery === 'affine') expect(linear).toBeGreaterThan(isExact ? one : 1 - TOLERANCE);
      else expect(linear).toBeLessThan(one);
      if (recovery === 'affine' || recovery === 'monotone') expect(monotone).toBeGreaterThan(one);
      else expect(monotone).toBeLessThan(one);
    });
  });
});

describe('what the relations between factors save', () => {
  it('nothing under independence: what is dropped is lost', () => {
    expect(truthOf({ dgp: 'D1', geometry: 'E4', m: 4 })).toMatchObject({
      dropped: [0],
      lossless: false,
      recoveries: ['none', 'affine', 'affine', 'affine', 'affine'],
    });
  });

  it('dropping z₁ under D3 loses nothing while z₂ is kept, unless noise was added', () => {
    expect(truthOf({ dgp: 'D3', geometry: 'E4', m: 4 })).toMatchObject({
      dropped: [0],
      lossless: true,
      recoveries: ['monotone', 'affine', 'affine', 'affine', 'affine'],
    });
    expect(truthOf({ dgp: 'D3', geometry: 'E4', m: 3 }).lossless).toBe(false);
    expect(truthOf({ dgp: 'D3', geometry: 'E4', m: 4, parameters: { noise: 0.1 } }).lossless).toBe(false);
  });

  it('under D4 one of two sources can be solved for, by an affine function where the relation is one', () => {
    expect(truthOf({ dgp: 'D4', geometry: 'E4', m: 4 })).toMatchObject({
      lossless: true,
      decodabilities: ['function', 'affine', 'affine', 'affine', 'affine'],
    });
    expect(truthOf({ dgp: 'D4', geometry: 'E4', m: 4, parameters: { r: 2 } }).decodabilities[0]).toBe('affine');
    expect(truthOf({ dgp: 'D4', geometry: 'E4', m: 3, parameters: { r: 2 } }).lossless).toBe(false);
    expect(truthOf({ dgp: 'D4', geometry: 'E4', d: 10, m: 8, parameters: { r: 4 } }).decodabilities.slice(0, 2)).toEqual([
      'affine',
      'affine',
    ]);
  });

  it('fewer codes than dimensions still tell finitely many points apart', () => {
    expect(truthOf({ dgp: 'D6', geometry: 'E13' })).toMatchObject({
      lossless: true,
      decodabilities: new Array(5).fill('function'),
    });
    expect(truthOf({ dgp: 'D1', geometry: 'E13' }).lossless).toBe(false);
    expect(truthOf({ dgp: 'D6', geometry: 'E13', m: 1 }).lossless).toBe(false);
    expect(truthOf({ dgp: 'D4', geometry: 'E13', m: 4, parameters: { r: 2 } }).lossless).toBe(true);
  });
});

describe('sine and cosine', () => {
  it('are affine up to the tolerance, then monotone, then jointly injective, then neither, as the frequency grows', () => {
    const at = (frequency: number) => truthOf({ dgp: 'D1', geometry: 'E8', parameters: { frequency } }).recoveries[0];
    expect([Math.PI / 8, 0.6, 1, 1.5].map(at)).toEqual(['affine', 'monotone', 'group', 'none']);
  });
});

describe("the paper's functions", () => {
  it('recover nothing for certain, but for the rising ones below full strength', () => {
    const of = (d: number, alpha: number) =>
      truthOf({ dgp: 'D1', geometry: 'E2', d, parameters: { functions: 'paper', alpha } }).recoveries[0];
    expect([of(5, 1), of(5, 0.5), of(7, 0.5), of(5, 0)]).toEqual(['none', 'monotone', 'none', 'affine']);
    expect(truthOf({ dgp: 'D3', geometry: 'E4', m: 4, parameters: { functions: 'paper' } }).lossless).toBe(false);
  });
});
