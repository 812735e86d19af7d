import { describe, expect, it } from 'vitest';
import { isSeparated } from './separation.ts';

const next = (value: number): number => value + 2 ** -23 * 2 ** Math.floor(Math.log2(value));

describe('neighbours in a column', () => {
  it('are one value within 1e-7 below 1', () => {
    expect(isSeparated(0, Math.fround(1e-7))).toBe(false);
    expect(isSeparated(0, Math.fround(1.1e-7))).toBe(true);
    expect(isSeparated(Math.fround(1e-9), Math.fround(5e-8))).toBe(false);
  });

  it('are one value from 1 to 2 if nothing lies between them, beyond only if they are equal', () => {
    expect(isSeparated(1.5, next(1.5))).toBe(false);
    expect(isSeparated(1.5, next(next(1.5)))).toBe(true);
    expect(isSeparated(3, next(3))).toBe(true);
    expect(isSeparated(1e6, 1e6)).toBe(false);
  });
});
