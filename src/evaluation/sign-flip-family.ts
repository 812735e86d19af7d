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

/** Rows of ±1, one an instance; the first flips nothing. A flip and its negative give the same |t|, so one of the two is enough. */
function jointFlips(count: number): Int8Array[] {
  const flip = (sign: (k: number) => number) => Int8Array.from({ length: count }, (_, k) => sign(k));
  if (count <= MAXIMUM_ENUMERATED)
    return Array.from({ length: 2 ** Math.max(0, count - 1) }, (_, mask) => flip((k) => ((mask >> k) & 1 ? -1 : 1)));
  const stream = new RandomStream('custodes/ranks', 'joint sign flips', count);
  return [flip(() => 1), ...Array.from({ length: SAMPLED_FLIPS - 1 }, () => flip(() => stream.sign()))];
}

/** Smallest adjusted p that a member with this many instances can reach, alone or in any family. */
export function smallestFamilyP(count: number): number {
  return Math.max(smallestSignFlipP(count), 1 / SAMPLED_FLIPS);
}

/** |t| under every flip. The sum of squares is the same under all of them. */
function statistics(member: FamilyMember, flips: readonly Int8Array[], position: ReadonlyMap<number, number>, cap: number) {
  const places = member.instances.map((instance) => position.get(instance)!);
  const { differences } = member;
  const n = differences.length;
  const squares = differences.reduce((sum, value) => sum + value * value, 0);
  const values = new Float64Array(flips.length);
  if (squares === 0) return values;
  flips.forEach((flip, f) => {
    let sum = 0;
    for (let k = 0; k < n; k++) sum += flip[places[k]!]! * differences[k]!;
    const share = (sum * sum) / (n * squares);
    const spread = 1 - share;
    values[f] = Math.min(cap, spread < SMALLEST_SPREAD ? Infinity : Math.sqrt(((n - 1) * share) / spread));
  });
  return values;
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
  const instances = [...new Set(members.flatMap((member) => member.instances))].sort((a, b) => a - b);
  const position = new Map(instances.map((instance, k) => [instance, k]));
  const flips = jointFlips(instances.length);
  const most = Math.max(0, ...members.map((member) => member.instances.length));
  const all = members.map((member) => {
    const n = member.instances.length;
    return statistics(member, flips, position, n === most ? Infinity : tQuantile(1 - 2 ** -n, n - 1));
  });
  // Ties are broken by place: equal statistics get equal p-values in either order.
  const order = [...members.keys()].sort((a, b) => all[b]![0]! - all[a]![0]! || a - b);
  const highest = new Float64Array(flips.length);
  const extreme = new Array<number>(members.length).fill(0);
  for (const index of order.toReversed()) {
    const values = all[index]!;
    const threshold = values[0]! * (1 - TIE_TOLERANCE);
    for (let f = 0; f < highest.length; f++) {
      if (values[f]! > highest[f]!) highest[f] = values[f]!;
      if (highest[f]! >= threshold) extreme[index]!++;
    }
  }
  const adjusted = new Array<number>(members.length).fill(1);
  let running = 0;
  for (const index of order) {
    running = Math.max(running, extreme[index]! / flips.length);
    adjusted[index] = running;
  }
  return adjusted;
}
