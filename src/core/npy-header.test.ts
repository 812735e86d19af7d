import { describe, expect, it } from 'vitest';
import { npyHeader } from './npy-header.ts';

describe('npyHeader', () => {
  it('is what NumPy itself writes', () => {
    const expected =
      "\x93NUMPY\x01\x00\x76\x00{'descr': '<f4', 'fortran_order': False, 'shape': (3, 2), }".padEnd(127, ' ') + '\n';
    expect(String.fromCharCode(...npyHeader('float32', [3, 2]))).toBe(expected);
  });

  it.each([
    [[5], '(5,)'],
    [[], '()'],
    [[1, 64, 64], '(1, 64, 64)'],
  ])('writes the shape %j as a tuple of Python', (shape, tuple) => {
    const text = String.fromCharCode(...npyHeader('int32', shape));
    expect(text).toContain(`'descr': '<i4'`);
    expect(text).toContain(`'shape': ${tuple}, }`);
    expect(text.length % 64).toBe(0);
  });
});
