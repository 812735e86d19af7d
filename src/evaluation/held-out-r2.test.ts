import { describe, expect, it } from 'vitest';
import { selectRows, type Matrix } from '../core/matrix.ts';
import { RandomStream } from '../core/random/stream.ts';
import { heldOutR2 } from './held-out-r2.ts';

const N = 4000;

function normals(name: string, columns: number): Matrix {
  return { rows: N, columns, data: new RandomStream('custodes/test', name).fillNormal(new Float64Array(N * columns)) };
}

function halves(factors: Matrix, codes: Matrix, rows = N / 2) {
  const first = Array.from({ length: rows }, (_, i) => i);
  const second = Array.from({ length: N - rows }, (_, i) => rows + i);
  const part = (chosen: number[]) => ({ factors: selectRows(factors, chosen), codes: selectRows(codes, chosen) });
  return [part(first), part(second)] as const;
}

describe('held-out R²', () => {
  const factors = normals('factors', 3);
  const noise = normals('noise', 3);

  it('is 1 for scaled factors and 0 for noise, whose fit does not carry over', () => {
    const scaled = { ...factors, data: factors.data.map((value) => 3 * value) };
    expect(heldOutR2(...halves(factors, scaled), false)).toBeCloseTo(1, 12);
    // In sample, five codes would explain a tenth of fifty rows.
    expect(heldOutR2(...halves(factors, normals('wide', 5), 50), false)).toBe(0);
  });

  it('is what signal explains of signal and noise', () => {
    const blurred = { ...factors, data: factors.data.map((value, i) => value + noise.data[i]!) };
    expect(heldOutR2(...halves(factors, blurred), false)).toBeCloseTo(0.5, 1);
  });

  it('follows a shift only with an intercept', () => {
    const shifted = { ...factors, data: factors.data.map((value) => value + 3) };
    expect(heldOutR2(...halves(factors, shifted), true)).toBeCloseTo(1, 12);
    expect(heldOutR2(...halves(factors, shifted), false)).toBeLessThan(0.9);
  });

  it('counts a constant factor 0 and survives codes that span a thousand orders of magnitude', () => {
    const constant = { ...factors, data: factors.data.map((value, i) => (i < N ? 1 : value)) };
    expect(heldOutR2(...halves(constant, factors), false)).toBeCloseTo(2 / 3, 10);
    const wild = { ...factors, data: factors.data.map((value, i) => (i % 97 === 0 ? value * 1e300 : value)) };
    expect(heldOutR2(...halves(factors, wild), false)).toBeGreaterThanOrEqual(0);
  });
});
