import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { argsort } from './argsort.ts';
import { averageRanks } from './average-ranks.ts';

const ranksOf = (list: readonly number[]) => {
  const values = Float64Array.from(list);
  return [...averageRanks(values, argsort(values), new Float64Array(list.length))];
};

describe('average ranks', () => {
  it('start at 1, and ties share the mean of theirs', () => {
    expect(ranksOf([30, 10, 20])).toEqual([3, 1, 2]);
    expect(ranksOf([5, 1, 5, 5, 9])).toEqual([3, 1, 3, 3, 5]);
    expect(ranksOf([0, -0, -1])).toEqual([2.5, 2.5, 1]);
  });

  it('count the smaller values and half of the equal ones', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 1, maxLength: 80 }), (list) => {
        const expected = list.map(
          (value) => list.filter((other) => other < value).length + (list.filter((other) => other === value).length + 1) / 2,
        );
        expect(ranksOf(list)).toEqual(expected);
      }),
    );
  });
});
