import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalMatrix } from '../../../tests/support/arbitraries.ts';
import { fillRowsByKernel, isGaussianKernelSupported } from './kernel-rows.ts';
import { fillRowsPlainly } from './plain-rows.ts';
import { toPoints } from './points.ts';

const shapes = fc.record({
  leftCount: fc.integer({ min: 1, max: 20 }),
  rightCount: fc.integer({ min: 1, max: 41 }),
  width: fc.integer({ min: 1, max: 12 }),
  spare: fc.integer({ min: 0, max: 3 }),
  gamma: fc.constantFrom(0.01, 1, 300),
});

describe('rows of the Gaussian kernel', () => {
  it('have the same bits in plain JavaScript and in WebAssembly, for far points and for equal ones', () => {
    expect(isGaussianKernelSupported()).toBe(true);
    fc.assert(
      fc.property(shapes, ({ leftCount, rightCount, width, spare, gamma }) => {
        const left = toPoints(normalMatrix(width, leftCount, 'left').data, leftCount, width);
        const right = toPoints(normalMatrix(width, rightCount, 'right').data, rightCount, width);
        right.data.set(left.data.subarray(0, width));
        const points = toPoints(right.data, rightCount, width);
        const [plain, kernel] = [fillRowsPlainly, fillRowsByKernel].map((fill) => {
          const target = new Float64Array(leftCount * rightCount);
          fill(target, { left, start: 0, size: leftCount, right: points, columns: Math.max(1, rightCount - spare), gamma });
          return target;
        });
        expect(kernel).toEqual(plain);
        expect(kernel![0]).toBe(1);
      }),
    );
  });
});
