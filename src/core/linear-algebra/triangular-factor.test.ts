import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalMatrices, normalMatrix } from '../../../tests/support/arbitraries.ts';
import { column, zeros, type Matrix } from '../matrix.ts';
import { crossProduct } from './cross-product.ts';
import { triangularFactorPlainly } from './plain-triangular-factor.ts';
import { isReflectionKernelSupported, triangularFactorByKernel } from './reflection-kernel.ts';
import { triangularFactor } from './triangular-factor.ts';

const columnsOf = (a: Matrix) => Array.from({ length: a.columns }, (_, j) => column(a, j));
const factorOf = (a: Matrix) => triangularFactor(columnsOf(a));

function expectSameGram(a: Matrix, tolerance: number): void {
  const factor = factorOf(a);
  const [direct, fromFactor] = [crossProduct(a, a), crossProduct(factor, factor)];
  direct.data.forEach((value, k) => expect(Math.abs(value - fromFactor.data[k]!)).toBeLessThan(tolerance));
  for (let j = 0; j < a.columns; j++) for (let i = j + 1; i < a.columns; i++) expect(factor.data[j * a.columns + i]).toBe(0);
}

describe('a triangular factor', () => {
  it('is upper triangular and has the Gram matrix of A, for any shape', () => {
    fc.assert(fc.property(normalMatrices(400, 9), (a) => expectSameGram(a, 1e-11)));
  });

  it('of dependent columns has zeros where nothing new is left', () => {
    const a = normalMatrix(200, 3);
    column(a, 2).set(column(a, 0).map((value, i) => 2 * value - column(a, 1)[i]!));
    expectSameGram(a, 1e-11);
    expect(Math.abs(factorOf(a).data[8]!)).toBeLessThan(1e-13);
  });

  it('keeps small columns exact beside huge ones', () => {
    const a = normalMatrix(300, 2);
    const scaled = { ...a, data: a.data.slice() };
    column(scaled, 0).forEach((value, i, values) => (values[i] = value * 1e40));
    const [plain, beside] = [factorOf(a), factorOf(scaled)];
    expect(Math.abs(beside.data[3]! / plain.data[3]!)).toBeCloseTo(1, 13);
  });

  it('of no rows or no columns is zero or empty', () => {
    expect([...factorOf(zeros(0, 2)).data]).toEqual([0, 0, 0, 0]);
    expect(triangularFactor([]).data.length).toBe(0);
  });

  it('has the same bits in plain JavaScript and in WebAssembly', () => {
    expect(isReflectionKernelSupported()).toBe(true);
    fc.assert(
      fc.property(normalMatrices(400, 23), fc.nat(22), (a, zero) => {
        column(a, zero % a.columns).fill(0);
        const plain = triangularFactorPlainly(columnsOf(a));
        expect(triangularFactorByKernel(columnsOf(a))).toEqual(plain);
        expect(factorOf(a)).toEqual(plain);
      }),
    );
  });

  it('says of the first columns and a last one what it says without those between', () => {
    fc.assert(
      fc.property(normalMatrices(400, 9), fc.nat(8), (a, count) => {
        const p = a.columns;
        const first = count % p;
        const columns = columnsOf(a);
        const whole = triangularFactor(columns).data.subarray((p - 1) * p);
        const part = triangularFactor([...columns.slice(0, first), columns.at(-1)!]).data.subarray((first + 1) * first);
        expect(whole.subarray(0, first)).toEqual(part.subarray(0, first));
      }),
    );
  });
});
