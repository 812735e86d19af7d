import { RandomStream } from '../core/random/stream.ts';

/** Up to this many instances every joint flip counts; beyond, a seeded choice of as many does. */
const MAXIMUM_ENUMERATED = 14;
/** How many flips are chosen. */
export const SAMPLED_FLIPS = 2 ** (MAXIMUM_ENUMERATED - 1);

/**
 * Joint flips in blocks. A block in which a member can reach nothing new costs one look instead of one a flip: of a board's 150,000 pairs
 * most reach far only where hardly a sign is flipped.
 */
export interface JointFlips {
  readonly blocks: number;
  /** Flips of one block. The very first flips nothing. */
  readonly size: number;
  /** Turns to another member. @param differences one an instance */
  take(differences: Float64Array): void;
  /** The greatest magnitude of a sum in a block, or more. */
  bound(block: number): number;
  /** Sums of the differences under the flips of a block, until the next call. */
  sums(block: number): Float64Array;
}

/** Instances whose signs tell the blocks of an enumeration apart. */
const BLOCK_INSTANCES = 6;
/** A bound is rounded otherwise than the sums: this share of all magnitudes more is safe. */
const BOUND_SLACK = 1e-12;

/** Turns the sum in front into the sums under every flip of the given differences. */
function spreadSums(sums: Float64Array, differences: Float64Array, from: number, to: number): void {
  for (let k = from, filled = 1; k < to; k++, filled *= 2) {
    const twice = 2 * differences[k]!;
    for (let i = 0; i < filled; i++) sums[filled + i] = sums[i]! - twice;
  }
}

/** Every joint flip. A flip and its negative give the same |t|, so the last instance keeps its sign. */
function enumerateFlips(count: number): JointFlips {
  const outer = Math.min(BLOCK_INSTANCES, count - 1);
  const starts = new Float64Array(2 ** outer);
  const inner = new Float64Array(2 ** (count - 1 - outer));
  let member: Float64Array = new Float64Array(count);
  let rest = 0;
  let reach = 0;
  return {
    blocks: starts.length,
    size: inner.length,
    take(differences) {
      member = differences;
      starts[0] = differences.reduce((sum, value) => sum + value, 0);
      spreadSums(starts, differences, 0, outer);
      reach = BOUND_SLACK * differences.reduce((sum, value) => sum + Math.abs(value), 0);
      rest = 0;
      for (let k = outer; k < count - 1; k++) {
        rest += differences[k]!;
        reach += Math.abs(differences[k]!);
      }
    },
    bound: (block) => Math.abs(starts[block]! - rest) + reach,
    sums(block) {
      inner[0] = starts[block]!;
      spreadSums(inner, member, outer, count - 1);
      return inner;
    },
  };
}

/** A seeded choice of flips, all in one block. */
function sampleFlips(count: number): JointFlips {
  const stream = new RandomStream('custodes/ranks', 'joint sign flips', count);
  const flips = Array.from({ length: SAMPLED_FLIPS }, (_, f) =>
    Int8Array.from({ length: count }, () => (f === 0 ? 1 : stream.sign())),
  );
  let member: Float64Array = new Float64Array(count);
  return {
    blocks: 1,
    size: SAMPLED_FLIPS,
    take: (differences) => void (member = differences),
    bound: () => Infinity,
    sums: () => Float64Array.from(flips, (flip) => flip.reduce((sum, sign, k) => sum + sign * member[k]!, 0)),
  };
}

/** The joint sign flips of so many instances, at least 2. */
export function jointFlips(count: number): JointFlips {
  return count <= MAXIMUM_ENUMERATED ? enumerateFlips(count) : sampleFlips(count);
}
