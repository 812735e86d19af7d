import { describe, expect, it } from 'vitest';
import { normalMatrix } from '../../tests/support/arbitraries.ts';
import { arrayRemarks } from './array-remarks.ts';
import { checkArrays } from './check-arrays.ts';

const names = { factors: 'z.npy', codes: 'c.npy' };

describe('arrays that may lie on their side', () => {
  it('are remarked on where columns outnumber rows', () => {
    const remarks = (n: number, d: number, m: number) =>
      arrayRemarks({ factors: normalMatrix(n, d), codes: normalMatrix(n, m) }).map(({ message }) => message);
    expect(remarks(300, 5, 300)).toEqual([]);
    expect(remarks(5, 300, 300)[0]).toMatch(
      /^More columns than rows: the factors have 300 columns and 5 rows, the codes have 300/,
    );
    expect(remarks(100, 5, 400)[0]).toMatch(
      /^More columns than rows: the codes have 400 columns and 100 rows\. Is the array transposed/,
    );
    expect(remarks(1, 2, 1)[0]).toContain('2 columns and 1 row.');
  });

  const turned: readonly (readonly [z: readonly [number, number], c: readonly [number, number], fix: RegExp])[] = [
    [[300, 5], [8, 300], /c\.npy looks transposed: save its \.T/],
    [[5, 300], [300, 8], /z\.npy looks transposed: save its \.T/],
    [[5, 300], [8, 300], /both look transposed: save the \.T of z\.npy and of c\.npy/],
    [[300, 5], [200, 5], /give one row of codes for each row of factors/],
  ];

  it.each(turned)('are told to be turned where that would fit: %j and %j', (z, c, fix) => {
    expect(() => checkArrays({ factors: normalMatrix(...z), codes: normalMatrix(...c) }, names)).toThrow(fix);
  });
});
