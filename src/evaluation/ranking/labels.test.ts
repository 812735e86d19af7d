import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RandomStream } from '../../core/random/stream.ts';
import { countCollapses } from './collapsed.ts';
import { floorBound, weighAgainstFloors } from './floor-evidence.ts';
import { irwinHall } from './irwin-hall.ts';
import { labelRow, neededPasses, reachOf, type LevelScore } from './row-label.ts';
import { judgeTwins, NEEDED_TWINS, twinBound } from './twin-gate.ts';

const repeat = <T>(count: number, value: (i: number) => T) => Array.from({ length: count }, (_, i) => value(i));

describe('law of a sum of uniforms', () => {
  it('equals its closed forms for one, two and three', () => {
    expect(irwinHall(1, 3, 10)).toBeCloseTo(0.3, 14);
    expect(irwinHall(2, 1, 2)).toBeCloseTo(1 / 8, 14);
    expect(irwinHall(3, 3, 2)).toBeCloseTo(1 / 2, 14);
  });

  it('is symmetric, grows, and agrees with simulation', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.nat(4000), (count, hundredths) => {
        const at = (x: number) => irwinHall(count, x, 100);
        expect(at(hundredths) + at(100 * count - hundredths)).toBeCloseTo(1, 12);
        expect(at(hundredths + 1)).toBeGreaterThanOrEqual(at(hundredths));
      }),
    );
    const stream = new RandomStream('test', 'uniforms');
    const sums = repeat(4000, () => repeat(18, () => stream.uniform()).reduce((a, b) => a + b));
    for (const x of [7, 8, 9, 10]) expect(sums.filter((sum) => sum <= x).length / 4000).toBeCloseTo(irwinHall(18, x, 1), 1);
  });
});

describe('evidence against floors', () => {
  const floors = (stream: RandomStream, instances: number, draws: number) =>
    repeat(instances, () => ({ draws: repeat(draws, () => 0.729 + 0.06 * stream.normal()) }));
  const shareFound = (rowMean: number, deviation: number, boards: number, name: string) => {
    const stream = new RandomStream('test', name);
    const found = repeat(boards, () => {
      const scores = repeat(18, () => rowMean + deviation * stream.normal());
      return weighAgainstFloors(scores, floors(stream, 18, 199)).p <= 0.05;
    });
    return found.filter(Boolean).length / boards;
  };

  it('calls at most 5% of the rows that are draws of the floor more', () => {
    expect(shareFound(0.729, 0.06, 300, 'floor rows')).toBeLessThanOrEqual(0.05 + 3 * Math.sqrt((0.05 * 0.95) / 300));
  });

  it('finds a row of .77 ± .04 over .729 ± .06 at 18 instances in nine cases of ten', () => {
    expect(shareFound(0.77, 0.04, 200, 'partial rows')).toBeGreaterThanOrEqual(0.9);
  });

  it('never grows as a score rises, and counts ties against the row', () => {
    const score = fc.integer({ min: 0, max: 20 });
    fc.assert(
      fc.property(fc.array(score, { minLength: 19, maxLength: 19 }), score, score, (draws, a, b) => {
        const p = (value: number) => weighAgainstFloors([value], [{ draws }]).p;
        expect(p(Math.max(a, b))).toBeLessThanOrEqual(p(a));
        expect(p(a)).toBeCloseTo((1 + draws.filter((draw) => draw >= a).length) / 20, 12);
      }),
    );
  });

  it('bounds 95% of the draws', () => {
    expect(floorBound({ draws: repeat(199, (i) => i) })).toBe(189);
    expect(floorBound({ draws: [1, 2] })).toBe(Infinity);
  });

  it('refuses missing or unequal floors', () => {
    expect(() => weighAgainstFloors([1], [])).toThrow(RangeError);
    expect(() => weighAgainstFloors([1, 1], [{ draws: [0] }, { draws: [0, 0] }])).toThrow(RangeError);
  });
});

describe('label of a row', () => {
  const level = (number: number, normalised: number, score = 1): LevelScore => ({
    level: number,
    score,
    normalised,
    threshold: 0.9,
  });
  const weak = { instances: 3, p: 0.4, ranks: [] };

  it('reaches the highest level that is passed together with all below', () => {
    const passed = [1, 2, 4].flatMap((number) => repeat(3, () => level(number, 0.95)));
    expect(reachOf([...passed, level(3, 0.95), level(3, 0.5), level(3, 0.95)])).toBe(2);
    expect(reachOf([...repeat(3, () => level(1, 0.89)), ...repeat(3, () => level(2, 1))])).toBe(0);
    expect(reachOf([...repeat(3, () => level(1, 1, 0.85)), ...repeat(3, () => level(2, 1))])).toBe(0);
  });

  it('passes a single level in 10 of 12 and in 6 of 6', () => {
    expect([12, 6].map(neededPasses)).toEqual([10, 6]);
    const board = (passes: number, all: number) => reachOf(repeat(all, (i) => level(1, i < passes ? 1 : 0)));
    expect([board(10, 12), board(9, 12), board(6, 6), board(5, 6)]).toEqual([1, 0, 1, 0]);
  });

  it('is partial only above the floor', () => {
    expect(labelRow([level(1, 0.1)], weak)).toMatchObject({ name: 'no evidence' });
    expect(labelRow([level(1, 0.1)], { ...weak, p: 0.05 })).toMatchObject({ name: 'partial' });
    expect(labelRow([], null)).toEqual({ name: 'no score' });
  });
});

describe('twin gate', () => {
  const ceiling = { mean: 0.64, deviation: 0.06 };

  it('lets an honest twin fall in 199 of 200 cases', () => {
    const stream = new RandomStream('test', 'honest twins');
    const results = repeat(
      2000,
      () =>
        judgeTwins(
          repeat(NEEDED_TWINS, () => 0.64 + 0.06 * stream.normal()),
          ceiling,
        ).name,
    );
    expect(results.filter((name) => name !== 'fell').length / 2000).toBeLessThanOrEqual(0.01);
  });

  it('never passes a twin that scores like the oracle, nor fewer than six', () => {
    expect(
      judgeTwins(
        repeat(6, () => 1),
        ceiling,
      ),
    ).toMatchObject({ name: 'above ceiling', mean: 1, bound: twinBound(ceiling) });
    expect(
      judgeTwins(
        repeat(5, () => 0),
        ceiling,
      ),
    ).toEqual({ name: 'not tested', twins: 5 });
    expect(
      judgeTwins(
        repeat(6, () => 0),
        null,
      ),
    ).toEqual({ name: 'not tested', twins: 6 });
  });

  it('allows at least .02', () => expect(twinBound({ mean: 0.5, deviation: 0.001 })).toBe(0.52));
});

describe('collapsed trainings', () => {
  it('bounds the rate: none of 12 is below 22%', () => {
    expect(countCollapses(0, 12).rateBelow).toBeCloseTo(1 - 0.05 ** (1 / 12), 10);
    expect(countCollapses(12, 12).rateBelow).toBe(1);
    expect(countCollapses(3, 12).rateBelow).toBeCloseTo(0.5273, 3);
  });
});
