import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RandomStream } from '../../core/random/stream.ts';
import { adjustSigns } from './joint-signs.ts';
import { leastTies } from './judged-pair.ts';
import { rankRows, type BoardDesign, type CompetingRow } from './rank-rows.ts';
import { compareScores } from './residual.ts';
import { countBits, ownP, recordWins, signTestP, type WinRecord } from './win-record.ts';

const MARGIN = { scale: 'correlation', factor: 1.25 } as const;
const oneLevel = (instances: number): BoardDesign => ({ margin: MARGIN, levels: new Array<number>(instances).fill(1) });
const byPlace = (values: readonly (number | null)[]) =>
  new Map(values.flatMap((value, place) => (value === null ? [] : [[place, value] as const])));
const row = (id: string, values: readonly (number | null)[]): CompetingRow => {
  return { id, scores: byPlace(values), collapsed: 0, area: null, reach: null };
};
const repeat = <T>(count: number, value: (i: number) => T) => Array.from({ length: count }, (_, i) => value(i));

/** Outcomes of a pair by instance. */
const outcomes = fc
  .integer({ min: 1, max: 8 })
  .chain((instances) => fc.array(fc.constantFrom(-1, 0, 1), { minLength: instances, maxLength: instances }));
function toRecord(signs: readonly number[]): WinRecord {
  const mask = (wanted: number) => signs.reduce((bits, sign, place) => (sign === wanted ? bits | (1 << place) : bits), 0);
  return { common: 2 ** signs.length - 1, wins: mask(1), losses: mask(-1) };
}

/** Step-down minimum p over every flip, as its definition reads. */
function bruteForce(pairs: readonly (readonly number[])[], instances: number): number[] {
  const p = (signs: readonly number[]) => {
    const wins = signs.filter((sign) => sign > 0).length;
    return signTestP(wins, signs.filter((sign) => sign !== 0).length);
  };
  const own = pairs.map(p);
  const flips = repeat(2 ** instances, (mask) => repeat(instances, (k) => ((mask >> k) & 1 ? -1 : 1)));
  const adjusted = own.map((value) => {
    const remaining = pairs.filter((_, i) => own[i]! >= value - 1e-12);
    const extreme = flips.filter((flip) =>
      remaining.some((signs) => p(signs.map((sign, k) => sign * flip[k]!)) <= value + 1e-12),
    );
    return Math.max(value, extreme.length / flips.length);
  });
  return own.map((value) => Math.max(...adjusted.filter((_, i) => own[i]! <= value + 1e-12)));
}

describe('adjusted p', () => {
  it('equals its definition by brute force', () => {
    const boards = fc.integer({ min: 1, max: 8 }).chain((instances) =>
      fc.record({
        instances: fc.constant(instances),
        pairs: fc.array(fc.array(fc.constantFrom(-1, 0, 1), { minLength: instances, maxLength: instances }), {
          minLength: 1,
          maxLength: 6,
        }),
      }),
    );
    fc.assert(
      fc.property(boards, ({ instances, pairs }) => {
        const adjusted = adjustSigns(pairs.map(toRecord), instances);
        bruteForce(pairs, instances).forEach((expected, i) => expect(adjusted[i]).toBeCloseTo(expected, 12));
      }),
    );
  });

  it('is never less than the own p, and grows with further pairs', () => {
    fc.assert(
      fc.property(
        fc.array(
          outcomes.map((signs) => repeat(8, (k) => signs[k] ?? 0)),
          { minLength: 2, maxLength: 6 },
        ),
        (pairs) => {
          const records = pairs.map(toRecord);
          const adjusted = adjustSigns(records, 8);
          const alone = adjustSigns(records.slice(0, 1), 8)[0]!;
          expect(adjusted[0]!).toBeGreaterThanOrEqual(alone - 1e-12);
          records.forEach((record, i) => expect(adjusted[i]!).toBeGreaterThanOrEqual(ownP(record)));
        },
      ),
    );
  });

  it('counts ties out of the test', () => {
    expect(ownP(toRecord([1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0]))).toBe(2 / 64);
    expect(ownP(toRecord([0, 0, 0]))).toBe(1);
  });
});

describe('margin', () => {
  it('is on the residual scale', () => {
    expect(compareScores(0.991, 0.979, { scale: 'share', factor: 1.25 })).toBe(1);
    expect(compareScores(0.62, 0.6, { scale: 'share', factor: 1.25 })).toBe(0);
    expect(compareScores(0.77, 0.72, MARGIN)).toBe(0);
    // Both have recovered.
    expect(compareScores(0.9999, 0.996, MARGIN)).toBe(0);
    expect(compareScores(-0.9, 0.5, MARGIN)).toBe(-1);
  });

  it('is antisymmetric, and a higher score never loses what it had', () => {
    const score = fc.double({ min: -1, max: 1, noNaN: true });
    fc.assert(
      fc.property(score, score, score, fc.constantFrom('correlation' as const, 'share' as const), (a, b, c, scale) => {
        const margin = { scale, factor: 1.25 };
        expect(compareScores(a, b, margin) + compareScores(b, a, margin)).toBe(0);
        expect(compareScores(Math.max(a, c), b, margin)).toBeGreaterThanOrEqual(compareScores(a, b, margin));
      }),
    );
  });

  it('ties instances in which neither row exceeds the floor', () => {
    const record = recordWins(byPlace([0.5, 0.9]), byPlace([0.1, 0.1]), MARGIN, byPlace([0.6, 0.6]));
    expect(record).toEqual({ common: 0b11, wins: 0b10, losses: 0 });
  });
});

describe('ties', () => {
  it('need 14 of 18, 10 of 12 and 6 of 6', () => expect([18, 12, 6].map(leastTies)).toEqual([14, 10, 6]));
});

describe('a ranking', () => {
  const scores = fc.array(fc.option(fc.integer({ min: 0, max: 20 }).map((twentieths) => twentieths / 20)), {
    minLength: 8,
    maxLength: 8,
  });
  const boards = fc.array(scores, { minLength: 2, maxLength: 5 }).map((all) => all.map((values, i) => row(`r${i}`, values)));

  it('does not depend on the order of the rows', () => {
    fc.assert(
      fc.property(boards, fc.nat(), (rows, turn) => {
        const turned = rows.map((_, i) => rows[(i + turn) % rows.length]!);
        expect(rankRows(turned, oneLevel(8))).toEqual(rankRows(rows, oneLevel(8)));
      }),
    );
  });

  it('leaves wins and own p of a pair alone when other rows come or go', () => {
    fc.assert(
      fc.property(boards, (rows) => {
        const find = (ids: readonly CompetingRow[]) =>
          rankRows(ids, oneLevel(8)).pairs.find(({ first, second }) => [first, second].toSorted().join() === 'r0,r1')!;
        const facts = ({ wins, losses, ties, ownP: p }: ReturnType<typeof find>) => ({
          outcome: [wins, losses].toSorted(),
          ties,
          p,
        });
        expect(facts(find(rows))).toEqual(facts(find(rows.slice(0, 2))));
      }),
    );
  });

  it('never takes wins from a row whose scores rise', () => {
    fc.assert(
      fc.property(scores, scores, scores, (a, b, lift) => {
        const wins = (values: readonly (number | null)[]) => {
          const record = recordWins(byPlace(values), byPlace(b), MARGIN);
          return { wins: countBits(record.wins), losses: countBits(record.losses) };
        };
        const raised = a.map((value, k) => (value === null ? null : Math.max(value, lift[k] ?? 0)));
        expect(wins(raised).wins).toBeGreaterThanOrEqual(wins(a).wins);
        expect(wins(raised).losses).toBeLessThanOrEqual(wins(a).losses);
      }),
    );
  });

  it('separates six clear wins, and names no rank where five instances are all there is', () => {
    const clear = (instances: number) =>
      rankRows(
        [
          row(
            'a',
            repeat(instances, () => 0.95),
          ),
          row(
            'b',
            repeat(instances, () => 0.5),
          ),
        ],
        oneLevel(instances),
      );
    expect(clear(6).rows.map(({ id, rank }) => [id, rank])).toEqual([
      ['a', { best: 1, worst: 1 }],
      ['b', { best: 2, worst: 2 }],
    ]);
    expect(clear(5).pairs[0]!.state).toBe('untested');
    expect(clear(5).rows[0]!.rank).toEqual({ best: 1, worst: 2 });
  });

  it('calls a row that usually wins and fails more often a trade-off', () => {
    const safe = row(
      'safe',
      repeat(12, () => 0.9),
    );
    const risky = row('risky', [...repeat(11, () => 0.96), 0]);
    const [pair] = rankRows([safe, risky], oneLevel(12)).pairs;
    expect(pair).toMatchObject({ state: 'trade-off' });
    expect(rankRows([safe, risky], oneLevel(12)).rows.map(({ rank }) => rank)).toEqual([
      { best: 1, worst: 2 },
      { best: 1, worst: 2 },
    ]);
    const collapsing = {
      ...row(
        'risky',
        repeat(12, () => 0.96),
      ),
      collapsed: 1,
    };
    expect(rankRows([safe, collapsing], oneLevel(12)).pairs[0]!.state).toBe('trade-off');
  });

  it('asks for wins in two levels where there are levels', () => {
    const levels = repeat(18, (i) => 1 + Math.floor(i / 6));
    const inOne = rankRows(
      [
        row(
          'a',
          repeat(18, (i) => (i < 6 ? 0.95 : 0.9)),
        ),
        row(
          'b',
          repeat(18, (i) => (i < 6 ? 0.5 : 0.9)),
        ),
      ],
      { margin: MARGIN, levels },
    );
    expect(inOne.pairs[0]!.state).not.toBe('above');
    const inTwo = rankRows(
      [
        row(
          'a',
          repeat(18, (i) => (i < 12 ? 0.95 : 0.9)),
        ),
        row(
          'b',
          repeat(18, (i) => (i < 12 ? 0.5 : 0.9)),
        ),
      ],
      { margin: MARGIN, levels },
    );
    expect(inTwo.pairs[0]!.state).toBe('above');
  });

  it('puts rows that cover fewer instances last', () => {
    const rows = rankRows(
      [
        row('part', [...repeat(6, () => 0.99), ...repeat(6, () => null)]),
        row(
          'whole',
          repeat(12, () => 0.5),
        ),
      ],
      oneLevel(12),
    ).rows;
    expect(rows.map(({ id, isComplete }) => [id, isComplete])).toEqual([
      ['whole', true],
      ['part', false],
    ]);
  });

  it('keeps its error on equal rows that fail now and then', () => {
    const stream = new RandomStream('test', 'equal rows');
    const draw = () => 0.8 + 0.05 * stream.normal() - (stream.uniform() < 0.1 ? 0.5 : 0);
    let errors = 0;
    for (let board = 0; board < 200; board++) {
      const ranking = rankRows(
        repeat(3, (i) => row(`r${i}`, repeat(12, draw))),
        oneLevel(12),
      );
      errors += Number(ranking.pairs.some(({ state }) => state === 'above'));
    }
    // 5% and three standard errors.
    expect(errors).toBeLessThanOrEqual(200 * 0.05 + 3 * Math.sqrt(200 * 0.05 * 0.95));
  });
});
