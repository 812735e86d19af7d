import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalMatrix } from '../../../tests/support/arbitraries.ts';
import { addProducts } from './add-products.ts';
import { addProductsPlainly } from './plain-products.ts';
import { addProductsByKernel, isProductKernelSupported } from './product-kernel.ts';

const shapes = fc.record({
  left: fc.integer({ min: 1, max: 11 }),
  right: fc.integer({ min: 1, max: 11 }),
  length: fc.integer({ min: 1, max: 70 }),
  spare: fc.integer({ min: 0, max: 3 }),
  sign: fc.constantFrom<1 | -1>(1, -1),
});

describe('products of blocks of vectors', () => {
  it('are sums over all entries, added to what is there', () => {
    const target = Float64Array.of(10, 20, 99, 30, 40, 99);
    const blockOf = (...entries: number[]) => ({ data: Float64Array.of(7, ...entries), offset: 1, count: 2 });
    addProducts({ data: target, offset: 0, stride: 3 }, blockOf(1, 2, 3, 4), blockOf(1, 0, 2, 1), 2, -1);
    expect([...target]).toEqual([9, 16, 99, 27, 30, 99]);
  });

  it('have the same bits in plain JavaScript and in WebAssembly', () => {
    expect(isProductKernelSupported()).toBe(true);
    fc.assert(
      fc.property(shapes, ({ left, right, length, spare, sign }) => {
        const stride = right + spare;
        const start = normalMatrix(left * stride + spare, 1, 'target').data;
        const blockOf = (count: number, name: string) => ({
          data: normalMatrix(spare + count * length, 1, name).data,
          offset: spare,
          count,
        });
        const [a, b] = [blockOf(left, 'left'), blockOf(right, 'right')];
        const [plain, kernel, chosen] = [addProductsPlainly, addProductsByKernel, addProducts].map((add) => {
          const data = start.slice();
          add({ data, offset: spare, stride }, a, b, length, sign);
          return data;
        });
        expect(kernel).toEqual(plain);
        expect(chosen).toEqual(plain);
      }),
    );
  });
});
