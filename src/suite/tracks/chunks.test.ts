import { describe, expect, it } from 'vitest';
import { assertInstance, chunkSizes } from './chunks.ts';

describe('chunkSizes', () => {
  it.each([
    [10, 4, [4, 4, 2]],
    [8, 4, [4, 4]],
    [3, 100, [3]],
    [0, 4, []],
  ])('cuts %i rows into runs of at most %i', (n, chunkRows, expected) => {
    expect([...chunkSizes(n, chunkRows)]).toEqual(expected);
  });

  it.each([0, -1, Number.NaN])('refuses chunks of %d rows instead of running forever', (chunkRows) => {
    expect(() => [...chunkSizes(5, chunkRows)]).toThrow(RangeError);
  });
});

describe('assertInstance', () => {
  it.each([-1, 12, 1.5, Number.NaN])('refuses instance %d of 12', (index) => {
    expect(() => assertInstance('some-track', index, 12)).toThrow(RangeError);
  });
});
