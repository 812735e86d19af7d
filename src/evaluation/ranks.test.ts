import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RandomStream } from '../core/random/stream.ts';
import { comparePaired } from './paired-difference.ts';
import { signFlipTest } from './sign-flip-test.ts';
import { rankBoard, rankMethods } from './ranks.ts';
import type { PairVerdict } from './pair-verdicts.ts';
import type { RankedMethod, Ranking } from './ranks.ts';

const byInstance = (values: readonly number[]) => new Map(values.map((value, instance) => [instance, value]));
const method = (id: string, values: readonly number[]): RankedMethod => ({ id, scores: byInstance(values) });
const repeat = (count: number, value: (i: number) => number) => Array.from({ length: count }, (_, i) => value(i));
const verdict = (first: readonly number[], second: readonly number[]): PairVerdict =>
  rankMethods([method('a', first), method('b', second)]).pairs[0]!.verdict;

describe('verdict of a pair', () => {
  it('is untested on fewer than three common instances', () => expect(verdict([0.9, 0.9], [0.1, 0.1])).toBe('untested'));

  it('is underpowered where no outcome could separate', () => {
    expect(verdict([0.9, 0.8, 0.7], [0.1, 0.2, 0.3])).toBe('underpowered');
    expect(
      verdict(
        repeat(5, () => 0.9),
        repeat(5, (i) => 0.1 * i),
      ),
    ).toBe('underpowered');
  });

  it('is separated from six instances on when all agree', () => {
    expect(
      verdict(
        repeat(6, () => 0.9),
        repeat(6, (i) => 0.1 * i),
      ),
    ).toBe('separated');
  });

  it('is tied within the margin even where the difference is certain', () => {
    // FastICA-like rows: nearly 1, hardly any variance, one always a little better.
    const better = repeat(12, (i) => 0.9995 + 1e-5 * (i % 3));
    const slightlyWorse = repeat(12, (i) => 0.9985 + 1e-5 * (i % 2));
    expect(signFlipTest(comparePaired(byInstance(better), byInstance(slightlyWorse)).differences)).toBe(2 / 4096);
    expect(verdict(better, slightlyWorse)).toBe('tied');
    expect(verdict(better, better)).toBe('tied');
  });

  it('is a point where the difference has no variance', () => {
    expect(
      verdict(
        repeat(6, () => 0.75),
        repeat(6, () => 0.5),
      ),
    ).toBe('separated');
    expect(
      verdict(
        repeat(3, () => 0.75),
        repeat(3, () => 0.734375),
      ),
    ).toBe('tied');
  });

  it('is unresolved where noise hides both difference and equivalence', () => {
    expect(
      verdict(
        repeat(12, (i) => 0.5 + (i % 2 ? 0.2 : -0.18)),
        repeat(12, () => 0.5),
      ),
    ).toBe('unresolved');
  });
});

describe('rankMethods', () => {
  it('gives intervals, tie groups, and the smallest p that the board can reach', () => {
    const ranking = rankMethods([
      method(
        'third',
        repeat(12, (i) => 0.3 + 0.002 * (i % 4)),
      ),
      method(
        'top',
        repeat(12, (i) => 0.95 + 0.001 * (i % 3)),
      ),
      method(
        'also-top',
        repeat(12, (i) => 0.945 + 0.001 * (i % 2)),
      ),
      method('small', [0.9, 0.91, 0.92]),
    ]);
    expect(ranking.rows.map(({ id, rank }) => [id, rank.best, rank.worst])).toEqual([
      ['top', 1, 3],
      ['also-top', 1, 3],
      ['small', 1, 4],
      ['third', 3, 4],
    ]);
    expect(ranking.tieGroups).toEqual([['top', 'also-top']]);
    expect(ranking.smallestAttainableP).toBe(2 / 4096);
  });

  it('forms overlapping tie groups: ties are not transitive', () => {
    const ranking = rankMethods(
      [0.9, 0.885, 0.87, 0.5].map((score, i) =>
        method(
          `m${i}`,
          repeat(8, () => score),
        ),
      ),
    );
    expect(ranking.tieGroups).toEqual([
      ['m0', 'm1'],
      ['m1', 'm2'],
    ]);
  });

  it('handles no row, one row, and a row without scores', () => {
    expect(rankMethods([])).toEqual({ rows: [], pairs: [], tieGroups: [], smallestAttainableP: null });
    expect(rankMethods([method('only', [0.5, 0.6])]).rows[0]!.rank).toEqual({ best: 1, worst: 1 });
    expect(rankMethods([method('none', []), method('b', [])]).rows.map(({ id, mean }) => [id, mean])).toEqual([
      ['b', null],
      ['none', null],
    ]);
  });
});

const score = fc.double({ min: 0, max: 1, noNaN: true });
const board = fc
  .array(fc.array(fc.option(score, { nil: undefined }), { minLength: 0, maxLength: 9 }), { minLength: 1, maxLength: 6 })
  .map((rows) =>
    rows.map((values, i) => ({
      id: `m${i}`,
      scores: new Map(values.flatMap((value, instance): [number, number][] => (value === undefined ? [] : [[instance, value]]))),
    })),
  );

describe('properties of a ranking', () => {
  it('does not depend on the order of methods or of instances', () => {
    fc.assert(
      fc.property(board, fc.integer(), (methods, seed) => {
        const order = [...new RandomStream('test', seed).permutation(methods.length)];
        const shuffled = order.map((i) => ({ id: methods[i]!.id, scores: new Map([...methods[i]!.scores].toReversed()) }));
        expect(rankMethods(shuffled)).toEqual(rankMethods(methods));
      }),
      { seed: 1 },
    );
  });

  it('is antisymmetric in the two methods of a pair', () => {
    fc.assert(
      fc.property(board, (methods) => {
        const [a, b] = [methods[0]!.scores, methods.at(-1)!.scores];
        const forward = comparePaired(a, b);
        const backward = comparePaired(b, a);
        expect(signFlipTest(backward.differences)).toBe(signFlipTest(forward.differences));
        if (forward.difference !== null) expect(backward.difference! + forward.difference).toBe(0);
        if (forward.interval) expect(backward.interval!.lower + forward.interval.upper).toBe(0);
      }),
      { seed: 1 },
    );
  });

  it('keeps rank intervals inside the board and consistent with the separated pairs', () => {
    const consistent = ({ rows, pairs }: Ranking) => {
      for (const { rank } of rows) expect(1 <= rank.best && rank.best <= rank.worst && rank.worst <= rows.length).toBe(true);
      const ranks = new Map(rows.map(({ id, rank }) => [id, rank]));
      for (const { first, second, verdict: judged, difference } of pairs) {
        if (judged !== 'separated') continue;
        const [winner, loser] = difference! > 0 ? [first, second] : [second, first];
        expect(ranks.get(winner)!.worst).toBeLessThan(rows.length);
        expect(ranks.get(loser)!.best).toBeGreaterThan(1);
      }
    };
    fc.assert(
      fc.property(board, (methods) => consistent(rankMethods(methods))),
      { seed: 1 },
    );
  });

  it('is the same on a board, which keeps of its pairs who is separated from whom', () => {
    fc.assert(
      fc.property(board, (methods) => {
        const { pairs, ...ranking } = rankMethods(methods);
        const { pairs: count, undecided, separated, ...same } = rankBoard(methods);
        expect(same).toEqual(ranking);
        expect(count).toBe(pairs.length);
        expect(undecided).toBe(pairs.filter((pair) => pair.verdict === 'underpowered' || pair.verdict === 'unresolved').length);
        const listed = pairs
          .filter((pair) => pair.verdict === 'separated')
          .map(({ first, second, difference }) => (difference! > 0 ? [first, second] : [second, first]));
        expect([...separated].flatMap(([better, worse]) => worse.map((id) => [better, id])).toSorted()).toEqual(
          listed.toSorted(),
        );
      }),
      { seed: 1 },
    );
  });

  it('separates equal methods on at most 5% of boards', () => {
    const stream = new RandomStream('test', 'family-wise error');
    const boards = 300;
    let wrong = 0;
    for (let i = 0; i < boards; i++) {
      const methods = repeat(4, (j) => j).map((j) =>
        method(
          `m${j}`,
          repeat(12, () => stream.normal()),
        ),
      );
      if (rankMethods(methods).pairs.some(({ verdict: judged }) => judged === 'separated')) wrong++;
    }
    // 5% plus three standard errors.
    expect(wrong / boards).toBeLessThan(0.05 + 3 * Math.sqrt((0.05 * 0.95) / boards));
  });
});
