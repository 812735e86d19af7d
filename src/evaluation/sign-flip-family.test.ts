import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ln, tQuantile } from '../core/mathematics.ts';
import { RandomStream } from '../core/random/stream.ts';
import { rankMethods } from './ranks.ts';
import { adjustJointly, smallestFamilyP } from './sign-flip-family.ts';
import { signFlipTest } from './sign-flip-test.ts';

/** Paired differences of two rows, one an instance. */
interface FamilyMember {
  readonly instances: readonly number[];
  readonly differences: readonly number[];
}

function adjust(members: readonly FamilyMember[]): number[] {
  const instances = [...new Set(members.flatMap((each) => each.instances))].toSorted((a, b) => a - b);
  const adjusted = adjustJointly({
    size: members.length,
    instances: instances.length,
    countOf: (index) => members[index]!.instances.length,
    place(index, target) {
      const own = new Map(members[index]!.instances.map((instance, k) => [instance, members[index]!.differences[k]!]));
      instances.forEach((instance, k) => (target[k] = own.get(instance) ?? 0));
    },
  });
  return [...adjusted];
}

const member = (differences: readonly number[], instances = differences.map((_, k) => k)): FamilyMember => ({
  instances,
  differences,
});

/** Second method: sign patterns one by one, |t| from the textbook's formula, the maximum over all members (first step only). */
function smallestByHand(members: readonly FamilyMember[], count: number): number {
  const magnitude = (values: readonly number[]) => {
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
    return variance === 0 ? Infinity : Math.abs(mean) / Math.sqrt(variance / values.length);
  };
  const largest = (mask: number) =>
    Math.max(
      ...members.map(({ instances, differences }) =>
        magnitude(differences.map((v, k) => ((mask >> instances[k]!) & 1 ? -v : v))),
      ),
    );
  const observed = largest(0);
  const masks = Array.from({ length: 2 ** count }, (_, mask) => largest(mask));
  return masks.filter((value) => value >= observed * (1 - 1e-9)).length / masks.length;
}

/** Second method: every step over every flip and every member that the step holds, each t² from the flipped differences. */
function adjustByHand(members: readonly FamilyMember[], count: number): number[] {
  const most = Math.max(...members.map(({ instances }) => instances.length));
  const squaredT = ({ instances, differences }: FamilyMember, mask: number) => {
    const size = instances.length;
    const flipped = differences.map((value, k) => ((mask >> instances[k]!) & 1 ? -value : value));
    const mean = flipped.reduce((sum, value) => sum + value, 0) / size;
    const variance = flipped.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (size - 1);
    const cap = size === most ? Infinity : tQuantile(1 - 2 ** -size, size - 1) ** 2;
    return Math.min(cap, variance < 1e-12 * mean * mean ? Infinity : (size * mean * mean) / variance);
  };
  const observed = members.map((each) => squaredT(each, 0));
  const order = [...members.keys()].sort((a, b) => observed[b]! - observed[a]! || a - b);
  const masks = Array.from({ length: 2 ** count }, (_, mask) => mask);
  let running = 0;
  const adjusted = new Map(
    order.map((index, step) => {
      const left = order.slice(step).map((k) => members[k]!);
      const extreme = masks.filter((mask) => left.some((each) => squaredT(each, mask) >= observed[index]! * (1 - 1e-9)));
      running = Math.max(running, extreme.length / masks.length);
      return [index, running];
    }),
  );
  return members.map((_, index) => adjusted.get(index)!);
}

const values = fc.array(
  fc.integer({ min: -40, max: 40 }).map((value) => value + 0.5),
  { minLength: 6, maxLength: 6 },
);

describe('adjustJointly', () => {
  it('of one comparison is the exact sign-flip test', () => {
    fc.assert(
      fc.property(values, (differences) => {
        expect(adjust([member(differences)])).toEqual([signFlipTest(differences)]);
      }),
    );
  });

  it('gives the member with the largest |t| what a count by hand gives', () => {
    fc.assert(
      fc.property(fc.array(values, { minLength: 2, maxLength: 4 }), (lists) => {
        const members = lists.map((list) => member(list));
        expect(Math.min(...adjust(members))).toBeCloseTo(smallestByHand(members, 6), 12);
      }),
    );
  });

  it('gives every member what a count of all flips of all members gives, where some lack instances', () => {
    const partial = fc.tuple(values, fc.subarray([0, 1, 2, 3, 4, 5], { minLength: 3 })).map(([list, own]) =>
      member(
        own.map((k) => list[k]!),
        own,
      ),
    );
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            values.map((list) => member(list)),
            partial,
          ),
          { minLength: 2, maxLength: 8 },
        ),
        (members) => {
          expect(adjust(members)).toEqual(adjustByHand(members, 6));
        },
      ),
    );
  });

  it('is at least the p of each comparison alone, and does not depend on order or orientation', () => {
    fc.assert(
      fc.property(fc.array(values, { minLength: 2, maxLength: 4 }), (lists) => {
        const adjusted = adjust(lists.map((list) => member(list)));
        lists.forEach((list, k) => expect(adjusted[k]!).toBeGreaterThanOrEqual(signFlipTest(list) - 1e-12));
        const turned = adjust(lists.map((list) => member(list.map((value) => -value))).toReversed());
        expect(turned.toReversed()).toEqual(adjusted);
      }),
    );
  });

  it('is not held up by a comparison with fewer instances', () => {
    const clear = member(Array.from({ length: 12 }, (_, k) => 1 + 0.01 * k));
    const small = member([1, 1.0001, -1, -1, 1, -1], [0, 1, 2, 3, 4, 5]);
    expect(adjust([clear, small])[0]).toBe(2 / 4096);
  });

  it('samples flips beyond fourteen instances, with an honest smallest p', () => {
    const many = member(Array.from({ length: 30 }, (_, k) => 1 + 0.01 * k));
    expect(smallestFamilyP(30)).toBe(1 / 8192);
    expect(adjust([many])[0]).toBe(1 / 8192);
    expect(adjust([])).toEqual([]);
  });
});

const INSTANCES = 12;

/** Share of boards on which two of the equal rows are separated; the first `better` rows are truly better. */
function familyWiseError(
  name: string,
  draw: (stream: RandomStream) => number,
  rows: number,
  better: number,
  boards: number,
): number {
  const stream = new RandomStream('custodes/tests', 'family-wise error', rows, better, name);
  let wrong = 0;
  for (let board = 0; board < boards; board++) {
    const methods = Array.from({ length: rows }, (_, row) => ({
      id: `row ${row}`,
      scores: new Map(Array.from({ length: INSTANCES }, (__, k) => [k, draw(stream) + (row < better ? 1000 * (row + 1) : 0)])),
    }));
    const isEqual = (id: string) => Number(id.slice(4)) >= better;
    const { pairs } = rankMethods(methods);
    if (pairs.some(({ first, second, verdict }) => verdict === 'separated' && isEqual(first) && isEqual(second))) wrong++;
  }
  return wrong / boards;
}

describe('error rates on boards of twelve instances', () => {
  const boards = 200;
  // 5% plus three standard errors.
  const bound = 0.05 + 3 * Math.sqrt((0.05 * 0.95) / boards);
  const draws: [string, (stream: RandomStream) => number][] = [
    ['Gaussian scores', (stream) => stream.normal()],
    ['exponential scores', (stream) => ln(stream.uniform())],
    ['a fifth of the runs failed', (stream) => stream.normal() - (stream.uniform() < 0.2 ? 20 : 0)],
  ];

  it.each(draws)('equal rows are separated on at most 5%% of boards: %s', (name, draw) => {
    expect(familyWiseError(name, draw, 6, 0, boards)).toBeLessThan(bound);
    expect(familyWiseError(name, draw, 6, 2, boards)).toBeLessThan(bound);
  });

  it('separates forty clearly different rows, all of them', () => {
    const stream = new RandomStream('custodes/tests', 'forty rows');
    const methods = Array.from({ length: 40 }, (_, row) => ({
      id: `row ${row}`,
      scores: new Map(Array.from({ length: INSTANCES }, (__, k) => [k, row + 0.05 * stream.normal()])),
    }));
    const { pairs, smallestAttainableP, rows } = rankMethods(methods);
    expect(smallestAttainableP).toBe(2 / 4096);
    expect(pairs.filter(({ verdict }) => verdict === 'separated')).toHaveLength(780);
    expect(rows.map(({ rank }) => [rank.best, rank.worst])).toEqual(rows.map((__, k) => [k + 1, k + 1]));
  });

  it('separates what is clear on a board where most rows are alike', () => {
    const stream = new RandomStream('custodes/tests', 'one winner');
    const methods = Array.from({ length: 16 }, (_, row) => ({
      id: `row ${row}`,
      scores: new Map(Array.from({ length: INSTANCES }, (__, k) => [k, (row === 0 ? 30 : 0) + stream.normal()])),
    }));
    const { rows } = rankMethods(methods);
    expect(rows[0]).toMatchObject({ id: 'row 0', rank: { best: 1, worst: 1 } });
    expect(rows[1]!.rank.best).toBe(2);
  });
});
