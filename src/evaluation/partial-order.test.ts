import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findPartialOrder, type JudgedPair } from './partial-order.ts';

const pair = (track: string, better: string, worse: string): JudgedPair => ({ track, better, worse });

test('a method is above another where it is separated on some track and never below', () => {
  const order = findPartialOrder([pair('t1', 'b', 'a'), pair('t2', 'b', 'a'), pair('t2', 'b', 'c')]);
  expect(order).toEqual({
    precedences: [
      { above: 'b', below: 'a', tracks: ['t1', 't2'] },
      { above: 'b', below: 'c', tracks: ['t2'] },
    ],
    conflicts: [],
  });
});

test('a pair that is separated both ways is not ordered', () => {
  const order = findPartialOrder([pair('t1', 'b', 'a'), pair('t2', 'a', 'b')]);
  expect(order).toEqual({ precedences: [], conflicts: [{ first: 'a', second: 'b', tracks: ['t1', 't2'] }] });
});

test('no pair is ordered both ways, and every separated pair is told once', () => {
  const name = fc.constantFrom('a', 'b', 'c', 'd');
  const pairs = fc.array(fc.tuple(fc.constantFrom('t1', 't2', 't3'), name, name).filter(([, x, y]) => x !== y));
  fc.assert(
    fc.property(pairs, (list) => {
      const { precedences, conflicts } = findPartialOrder(list.map(([track, x, y]) => pair(track, x, y)));
      const told = [...precedences.map(({ above, below }) => [above, below]), ...conflicts.map((c) => [c.first, c.second])];
      const keys = told.map((names) => names.toSorted().join());
      expect(new Set(keys).size).toBe(keys.length);
      expect(new Set(keys)).toEqual(new Set(list.map(([, x, y]) => [x, y].toSorted().join())));
    }),
  );
});
