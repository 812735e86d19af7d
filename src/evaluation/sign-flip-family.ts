import { tQuantile } from '../core/mathematics.ts';
import { RandomStream } from '../core/random/stream.ts';
import { smallestSignFlipP } from './sign-flip-test.ts';

/** Paired differences of two rows, one an instance. */
export interface FamilyMember {
  /** Common instances; at least 2. */
  readonly instances: readonly number[];
  readonly differences: readonly number[];
}

/** Up to this many instances every joint flip counts; beyond, a seeded choice of as many does. */
const MAXIMUM_ENUMERATED = 14;
const SAMPLED_FLIPS = 2 ** (MAXIMUM_ENUMERATED - 1);

/** A flip that equals the observation but for rounding counts as extreme. */
const TIE_TOLERANCE = 1e-9;
/** 1 − u² below this is rounding: the differences are all one number. */
const SMALLEST_SPREAD = 1e-13;

/** Sums of differences under every flip, one a flip; the first flips nothing. */
type FlipSums = (differences: Float64Array) => Float64Array;

/** Every joint flip. A flip and its negative give the same |t|, so the last instance keeps its sign. */
function sumsUnderAllFlips(count: number): FlipSums {
  const sums = new Float64Array(2 ** (count - 1));
  return (differences) => {
    sums[0] = differences.reduce((sum, value) => sum + value, 0);
    for (let k = 0, filled = 1; k < count - 1; k++, filled *= 2)
      for (let i = 0; i < filled; i++) sums[filled + i] = sums[i]! - 2 * differences[k]!;
    return sums;
  };
}

function sumsUnderSampledFlips(count: number): FlipSums {
  const stream = new RandomStream('custodes/ranks', 'joint sign flips', count);
  const flips = Array.from({ length: SAMPLED_FLIPS }, (_, f) =>
    Int8Array.from({ length: count }, () => (f === 0 ? 1 : stream.sign())),
  );
  return (differences) => Float64Array.from(flips, (flip) => flip.reduce((sum, sign, k) => sum + sign * differences[k]!, 0));
}

/** Smallest adjusted p that a member with this many instances can reach, alone or in any family. */
export function smallestFamilyP(count: number): number {
  return Math.max(smallestSignFlipP(count), 1 / SAMPLED_FLIPS);
}

/** A member as the flips see it. */
interface Statistic {
  /** One an instance of any member; 0 for those that it lacks. */
  readonly differences: Float64Array;
  readonly count: number;
  /** 1 / (count · sum of squares), which no flip changes; 0 where all differences are. */
  readonly scale: number;
  /** Greatest t² that counts. */
  readonly cap: number;
}

/** t², which orders flips as |t| does, from the share of the squares that lies in the mean. */
function squaredT(share: number, { count, cap }: Statistic): number {
  const spread = 1 - share;
  return spread < SMALLEST_SPREAD ? cap : Math.min(cap, ((count - 1) * share) / spread);
}

/** The share that gives such a t². */
function shareOf(squared: number, { count }: Statistic): number {
  return squared === Infinity ? 1 - SMALLEST_SPREAD : squared / (count - 1 + squared);
}

/**
 * Adjusted p-values of a family of paired comparisons: step-down maximum |t| over joint sign flips (Westfall and Young 1993, algorithm
 * 4.1, with the flips of a randomisation test).
 *
 * An instance's sign is flipped in all comparisons at once, so that what the comparisons have in common is kept: the smallest adjusted p
 * is that of one comparison alone, 2^(1−k), however many there are, where Holm's correction would multiply it by their number. Exact where the
 * true null differences are jointly symmetric about zero; `sign-flip-family.test.ts` measures what skewed scores do to it.
 *
 * A member with fewer instances than others could reach any |t| by chance: its statistic is capped at the quantile of its
 * own smallest p, so that it cannot stand in the way of members that have more.
 *
 * @returns one a member, in order
 */
export function adjustJointly(members: readonly FamilyMember[]): number[] {
  if (members.length === 0) return [];
  const counts = new Set(members.map((member) => member.instances.length));
  const known = new Set<number>();
  for (const member of members) for (const instance of member.instances) known.add(instance);
  const instances = [...known].sort((a, b) => a - b);
  const position = new Map(instances.map((instance, k) => [instance, k]));
  const most = Math.max(...counts);
  const all = members.map(({ differences, instances: own }): Statistic => {
    const placed = new Float64Array(instances.length);
    own.forEach((instance, k) => (placed[position.get(instance)!] = differences[k]!));
    const squares = differences.reduce((sum, value) => sum + value * value, 0);
    const cap = own.length === most ? Infinity : tQuantile(1 - 2 ** -own.length, own.length - 1);
    return { differences: placed, count: own.length, scale: squares === 0 ? 0 : 1 / (own.length * squares), cap: cap * cap };
  });
  const enumerated = instances.length <= MAXIMUM_ENUMERATED;
  const sumsOf = enumerated ? sumsUnderAllFlips(instances.length) : sumsUnderSampledFlips(instances.length);
  const observed = all.map((member) => {
    const sum = sumsOf(member.differences)[0]!;
    return squaredT(sum * sum * member.scale, member);
  });
  // Ties are broken by place: equal statistics get equal p-values in either order.
  const order = [...members.keys()].sort((a, b) => observed[b]! - observed[a]! || a - b);
  const extreme = new Array<number>(members.length).fill(0);
  // Only the running maximum is kept: a board of 500 rows has 125,000 pairs, each under thousands of flips. Among members of one count
  // shares are ordered as t is, which spares a division for each.
  const sameCount = counts.size === 1;
  const highest = new Float64Array(enumerated ? 2 ** (instances.length - 1) : SAMPLED_FLIPS);
  for (const index of order.toReversed()) {
    const member = all[index]!;
    const { scale } = member;
    const sums = sumsOf(member.differences);
    const least = observed[index]! * (1 - TIE_TOLERANCE);
    const threshold = sameCount ? shareOf(least, member) : least;
    let reached = 0;
    for (let f = 0; f < highest.length; f++) {
      const share = sums[f]! * sums[f]! * scale;
      const value = sameCount ? share : squaredT(share, member);
      if (value > highest[f]!) highest[f] = value;
      if (highest[f]! >= threshold) reached++;
    }
    extreme[index] = reached;
  }
  const adjusted = new Array<number>(members.length).fill(1);
  let running = 0;
  for (const index of order) {
    running = Math.max(running, extreme[index]! / highest.length);
    adjusted[index] = running;
  }
  return adjusted;
}
