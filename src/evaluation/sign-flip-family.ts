import { tQuantile } from '../core/mathematics.ts';
import { jointFlips, SAMPLED_FLIPS, type JointFlips } from './joint-flips.ts';
import { smallestSignFlipP } from './sign-flip-test.ts';

/** Paired differences of two rows, one an instance. */
export interface FamilyMember {
  /** Common instances, ascending; at least 2. */
  readonly instances: readonly number[];
  readonly differences: readonly number[];
}

/** A flip that equals the observation but for rounding counts as extreme. */
const TIE_TOLERANCE = 1e-9;
/** 1 − u² below this is rounding: the differences are all one number. */
const SMALLEST_SPREAD = 1e-13;

/** Smallest adjusted p that a member with this many instances can reach, alone or in any family. */
export function smallestFamilyP(count: number): number {
  return Math.max(smallestSignFlipP(count), 1 / SAMPLED_FLIPS);
}

/** A member as the flips see it. */
interface Statistic {
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

/** The greatest statistic of any member so far under every joint flip: all that is kept of them. */
class RunningMaximum {
  readonly #flips: JointFlips;
  readonly #sameCount: boolean;
  readonly #values: Float64Array;
  /** The least value of each block. */
  readonly #least: Float64Array;
  /** How many values of a block reach a threshold, and between which two of its values a threshold has so many. */
  readonly #counts: Uint32Array;
  readonly #below: Float64Array;
  readonly #reached: Float64Array;

  /** @param sameCount whether all members have one count: then shares are kept, which are ordered as t² is and spare a division each */
  constructor(flips: JointFlips, sameCount: boolean) {
    this.#flips = flips;
    this.#sameCount = sameCount;
    this.#values = new Float64Array(flips.blocks * flips.size);
    this.#least = new Float64Array(flips.blocks);
    this.#counts = new Uint32Array(flips.blocks);
    this.#below = new Float64Array(flips.blocks);
    this.#reached = new Float64Array(flips.blocks);
  }

  /** Takes in the member that the flips were turned to. */
  raise(statistic: Statistic): void {
    const { blocks } = this.#flips;
    for (let block = 0; block < blocks; block++) {
      const share = this.#flips.bound(block) ** 2 * statistic.scale;
      const bound = this.#sameCount ? share : squaredT(share, statistic);
      if (bound > this.#least[block]!) this.#raiseBlock(block, statistic);
    }
  }

  #raiseBlock(block: number, statistic: Statistic): void {
    const { size } = this.#flips;
    const values = this.#flips.sums(block);
    for (let i = 0; i < size; i++) values[i] = values[i]! * values[i]! * statistic.scale;
    if (!this.#sameCount) for (let i = 0; i < size; i++) values[i] = squaredT(values[i]!, statistic);
    let least = Infinity;
    for (let i = 0, f = block * size; i < size; i++, f++) {
      const value = Math.max(values[i]!, this.#values[f]!);
      this.#values[f] = value;
      if (value < least) least = value;
    }
    this.#least[block] = least;
    // No threshold lies between these: the block is counted anew.
    this.#below[block] = Infinity;
  }

  /** Share of the flips under which some member is at least as extreme. @param squared t² of a member */
  shareAtLeast(squared: number, statistic: Statistic): number {
    const { blocks } = this.#flips;
    const threshold = this.#sameCount ? shareOf(squared, statistic) : squared;
    let count = 0;
    for (let block = 0; block < blocks; block++) {
      if (threshold <= this.#below[block]! || threshold > this.#reached[block]!) this.#countBlock(block, threshold);
      count += this.#counts[block]!;
    }
    return count / this.#values.length;
  }

  #countBlock(block: number, threshold: number): void {
    const { size } = this.#flips;
    let count = 0;
    let below = -Infinity;
    let reached = Infinity;
    for (let f = block * size; f < (block + 1) * size; f++) {
      const value = this.#values[f]!;
      if (value >= threshold) {
        count++;
        if (value < reached) reached = value;
      } else if (value > below) below = value;
    }
    this.#counts[block] = count;
    this.#below[block] = below;
    this.#reached[block] = reached;
  }
}

/** Puts differences in their instances' places, 0 where a member lacks one; valid until the next call. */
function placer(instances: readonly number[]): (member: FamilyMember) => Float64Array {
  const position = new Map(instances.map((instance, k) => [instance, k]));
  const placed = new Float64Array(instances.length);
  return ({ instances: own, differences }) => {
    const isWhole = own.length === placed.length;
    if (!isWhole) placed.fill(0);
    for (let k = 0; k < own.length; k++) placed[isWhole ? k : position.get(own[k]!)!] = differences[k]!;
    return placed;
  };
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
  const most = Math.max(...counts);
  const statistics = members.map(({ differences, instances: { length } }): Statistic => {
    const squares = differences.reduce((sum, value) => sum + value * value, 0);
    const cap = length === most ? Infinity : tQuantile(1 - 2 ** -length, length - 1);
    return { count: length, scale: squares === 0 ? 0 : 1 / (length * squares), cap: cap * cap };
  });
  const observed = members.map(({ differences }, i) => {
    const sum = differences.reduce((total, value) => total + value, 0);
    return squaredT(sum * sum * statistics[i]!.scale, statistics[i]!);
  });
  // Ties are broken by place: equal statistics get equal p-values in either order.
  const order = [...members.keys()].sort((a, b) => observed[b]! - observed[a]! || a - b);
  const flips = jointFlips(instances.length);
  const place = placer(instances);
  const highest = new RunningMaximum(flips, counts.size === 1);
  const extreme = new Float64Array(members.length);
  for (const index of order.toReversed()) {
    flips.take(place(members[index]!));
    highest.raise(statistics[index]!);
    extreme[index] = highest.shareAtLeast(observed[index]! * (1 - TIE_TOLERANCE), statistics[index]!);
  }
  const adjusted = new Array<number>(members.length).fill(1);
  let running = 0;
  for (const index of order) {
    running = Math.max(running, extreme[index]!);
    adjusted[index] = running;
  }
  return adjusted;
}
