import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { column, fromRows, selectColumns, zeros, type Matrix } from '../core/matrix.ts';
import { RandomStream } from '../core/random/stream.ts';
import { drawCell, resolveCell } from '../suite/cell.ts';
import type { ParameterValues } from '../suite/parameters.ts';
import { diagnose } from './diagnosis.ts';

const N = 4000;

function draw(
  dgp: string,
  geometry: string,
  parameters: ParameterValues = {},
  sizes: { n?: number; d?: number; m?: number } = {},
) {
  return drawCell(resolveCell({ dgp, geometry, n: N, d: 4, ...sizes, parameters }), 'diagnosis test');
}

function normals(rows: number, columns: number, name: string): Matrix {
  const matrix = zeros(rows, columns);
  new RandomStream('custodes/tests', 'diagnosis', name).fillNormal(matrix.data);
  return matrix;
}

/** codes = factors · weightsᵀ @param weights one row a code */
function mix(factors: Matrix, weights: readonly (readonly number[])[]): Matrix {
  const codes = zeros(factors.rows, weights.length);
  weights.forEach((row, i) =>
    row.forEach((weight, j) => column(factors, j).forEach((value, k) => (column(codes, i)[k]! += weight * value))),
  );
  return codes;
}

const cases: [string, ParameterValues, string, string | null][] = [
  ['E1', {}, 'elementwise-affine', 'matched'],
  ['E2', { alpha: 0.5 }, 'elementwise-monotone', 'matched'],
  ['E3', {}, 'linear-entangled', 'matched'],
  ['E4', {}, 'elementwise-affine', 'under'],
  ['E5', {}, 'elementwise-affine', 'over'],
  ['E6', {}, 'elementwise-monotone', 'over'],
  ['E7', {}, 'linear-entangled', 'over'],
  ['E8', {}, 'groups', 'over'],
  ['E9', {}, 'null', null],
  ['E11', {}, 'linear-entangled', 'matched'],
  ['E12', { snr: 5 }, 'noisy', 'matched'],
  ['E13', {}, 'linear-entangled', 'under'],
  ['E14', {}, 'nonlinear-entangled', 'matched'],
];

describe('geometries of known truth', () => {
  it.each(cases)('%s is diagnosed for independent and for correlated factors', (geometry, parameters, expected, dimension) => {
    for (const dgp of ['D1', 'D2', 'D5', 'D7']) {
      const { factors, codes } = draw(dgp, geometry, parameters);
      expect(diagnose(factors, codes)).toMatchObject({ geometry: expected, dimension });
    }
  });

  it('knows blocks: codes that mix some factors and never others', () => {
    const { factors } = draw('D2', 'E1');
    const half = Math.SQRT1_2;
    const codes = mix(factors, [
      [half, half, 0, 0],
      [half, -half, 0, 0],
      [0, 0, 1, 2],
      [0, 0, 2, -1],
    ]);
    expect(diagnose(factors, codes)).toMatchObject({ geometry: 'block', dimension: 'matched', factors_read: 4 });
    expect(diagnose(factors, selectColumns(codes, [0, 1]))).toMatchObject({
      geometry: 'block',
      dimension: 'under',
      factors_read: 2,
    });
  });

  it('tells a folded code of its own from groups of codes', () => {
    const { factors } = draw('D1', 'E1');
    const folded = { ...factors, data: factors.data.map((value) => value * value) };
    expect(diagnose(factors, folded)).toMatchObject({ geometry: 'elementwise-nonlinear', dimension: 'matched' });
  });

  it('calls a linear mix under noise noisy', () => {
    const { factors, codes } = draw('D1', 'E3');
    const noise = normals(N, 4, 'noise');
    const noisy = { ...codes, data: codes.data.map((value, k) => value + 0.3 * noise.data[k]!) };
    expect(diagnose(factors, noisy)?.geometry).toBe('noisy');
  });

  it('is ambiguous just between two answers', () => {
    const factors = normals(N, 2, 'factors');
    // 2.7% of the variance from another factor: between what is ignored and what counts.
    const codes = mix(factors, [
      [Math.sqrt(1 - 0.027), Math.sqrt(0.027)],
      [0, 1],
    ]);
    expect(diagnose(factors, codes)).toMatchObject({ geometry: 'ambiguous', confidence: 0 });
  });

  it('counts dead and unrelated codes out', () => {
    const { factors, codes } = draw('D1', 'E1');
    const wide = zeros(N, 6);
    wide.data.set(codes.data);
    column(wide, 5).set(normals(N, 1, 'unrelated').data);
    expect(diagnose(factors, wide)).toMatchObject({ geometry: 'elementwise-affine', dimension: 'matched', dependent_codes: 4 });
  });
});

describe('properties', () => {
  it('does not depend on order, scale, sign and shift of codes', () => {
    for (const geometry of ['E1', 'E2', 'E3', 'E14']) {
      const { factors, codes } = draw('D2', geometry);
      const expected = diagnose(factors, codes)!;
      const moved = selectColumns({ ...codes, data: codes.data.map((value) => 3 - 7 * value) }, [2, 0, 3, 1]);
      const got = diagnose(factors, moved)!;
      expect(got.geometry).toBe(expected.geometry);
      for (const key of ['confidence', 'affine', 'own', 'leak', 'linear', 'noise'] as const)
        expect(Math.abs(got[key]! - expected[key]!)).toBeLessThan(1e-9);
    }
  });

  it('calls independent codes null but for one draw in a thousand', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), (seed) => {
        const { geometry, dimension } = diagnose(normals(600, 3, 'factors'), normals(600, 3, `codes ${seed}`))!;
        expect([geometry, dimension]).toEqual(['null', null]);
      }),
      { numRuns: 30 },
    );
  });

  it('refuses where it would guess or take long', () => {
    expect(diagnose(normals(100, 2, 'a'), normals(100, 2, 'b'))).toBeNull();
    expect(diagnose(normals(600, 65, 'a'), normals(600, 2, 'b'))).toBeNull();
    expect(diagnose(normals(600, 2, 'a'), normals(600, 257, 'b'))).toBeNull();
  });

  it('survives constant columns and factors that determine one another', () => {
    const factors = fromRows(Array.from({ length: 600 }, (_, i) => [i % 7, 1, 2 * (i % 7)]));
    expect(diagnose(factors, selectColumns(factors, [0, 1]))).toMatchObject({
      geometry: 'elementwise-affine',
      dependent_codes: 1,
    });
    expect(diagnose(factors, zeros(600, 2))).toMatchObject({ geometry: 'null', dimension: null, affine: null });
  });
});
