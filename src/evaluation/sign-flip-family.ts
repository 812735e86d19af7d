import { tQuantile } from '../core/mathematics.ts';
import { jointFlips, SAMPLED_FLIPS, type JointFlips } from './joint-flips.ts';
import { smallestSignFlipP } from './sign-flip-test.ts';

/**
 * Paired comparisons of the rows of a board, one member a pair. A board of 500 rows has 125,000: they are not kept, each is asked for its
 * differences when they are needed.
 */
export interface Family {
  readonly size: number;
  /** How many instances some member has. */
  readonly instances: number;
  /** How many a member has; at least 2. */
  countOf(member: number): number;
  /** Puts a member's differences in their instances' places, and 0 in the places of those that it lacks. */
  place(member: number, target: Float64Array): void;
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
export function adjustJointly(family: Family): Float64Array {
  const { size } = family;
  const adjusted = new Float64Array(size);
  if (size === 0) return adjusted;
  const counts = Int32Array.from({ length: size }, (_, member) => family.countOf(member));
  const most = counts.reduce((a, b) => Math.max(a, b));
  const caps = new Map(
    [...new Set(counts)].map((count) => [count, count === most ? Infinity : tQuantile(1 - 2 ** -count, count - 1) ** 2]),
  );
  const scales = new Float64Array(size);
  const observed = new Float64Array(size);
  const statisticOf = (member: number): Statistic => {
    return { count: counts[member]!, scale: scales[member]!, cap: caps.get(counts[member]!)! };
  };
  const differences = new Float64Array(family.instances);
  for (let member = 0; member < size; member++) {
    family.place(member, differences);
    const sum = differences.reduce((total, value) => total + value, 0);
    const squares = differences.reduce((total, value) => total + value * value, 0);
    scales[member] = squares === 0 ? 0 : 1 / (counts[member]! * squares);
    observed[member] = squaredT(sum * sum * scales[member]!, statisticOf(member));
  }
  // Ties are broken by place: equal statistics get equal p-values in either order.
  const order = Uint32Array.from(counts.keys()).sort((a, b) => observed[b]! - observed[a]! || a - b);
  const flips = jointFlips(family.instances);
  const highest = new RunningMaximum(flips, caps.size === 1);
  for (const member of order.toReversed()) {
    const statistic = statisticOf(member);
    family.place(member, differences);
    flips.take(differences);
    highest.raise(statistic);
    adjusted[member] = highest.shareAtLeast(observed[member]! * (1 - TIE_TOLERANCE), statistic);
  }
  let running = 0;
  for (const member of order) {
    running = Math.max(running, adjusted[member]!);
    adjusted[member] = running;
  }
  return adjusted;
}
