import { RandomStream } from '../../core/random/stream.ts';
import { countBits, MOST_INSTANCES, signTestP, type WinRecord } from './win-record.ts';

/** Up to this many instances every joint flip counts; beyond, a seeded choice of as many does. */
const MOST_ENUMERATED = 14;
const SAMPLED_FLIPS = 2 ** (MOST_ENUMERATED - 1);

/** p-values are sums of powers of two: what differs by less than this differs by rounding. */
const ROUNDING = 1e-12;

/** Masks of the instances whose outcome is turned round. The first turns none; a mask and its complement give the same p. */
function flipMasks(instances: number): Int32Array {
  if (instances <= MOST_ENUMERATED) return Int32Array.from({ length: 2 ** Math.max(0, instances - 1) }, (_, mask) => mask);
  const stream = new RandomStream('custodes/ranks', 'joint sign flips', instances);
  const masks = new Int32Array(SAMPLED_FLIPS);
  for (let i = 1; i < masks.length; i++) masks[i] = stream.below(2 ** instances);
  return masks;
}

/** p of the sign test by untied instances and wins. */
function tabulateP(instances: number): readonly Float64Array[] {
  return Array.from({ length: instances + 1 }, (_, untied) =>
    Float64Array.from({ length: untied + 1 }, (__, wins) => signTestP(wins, untied)),
  );
}

/** The smallest adjusted p that a pair with so many untied instances can reach, alone or on any board. */
export function smallestP(untied: number): number {
  return Math.max(signTestP(untied, untied), 1 / SAMPLED_FLIPS);
}

/**
 * Adjusted p-values of the pairs of a board: step-down minimum p of the sign test over joint flips of an instance's outcomes in all pairs
 * (Westfall and Young 1993, algorithm 4.1), and never less than a pair's own p.
 *
 * An instance is flipped in all pairs at once, which keeps what the pairs have in common: with 12 instances and 30 rows Holm's correction
 * could separate nothing. Exact where the outcomes of an instance are jointly symmetric, as those of three rows without ties are;
 * otherwise approximate, and the own p, which is exact for each pair, bounds it from below.
 *
 * @param records of the pairs, one bit an instance
 * @param instances number of instances of the board, at most 31
 * @returns one p a pair, in order
 */
export function adjustSigns(records: readonly WinRecord[], instances: number): Float64Array {
  if (instances > MOST_INSTANCES) throw new RangeError(`A board has at most ${MOST_INSTANCES} instances, not ${instances}.`);
  const table = tabulateP(instances);
  const own = Float64Array.from(records, ({ wins, losses }) => {
    const won = countBits(wins);
    return table[won + countBits(losses)]![won]!;
  });
  const masks = flipMasks(instances);
  const lowest = new Float64Array(masks.length).fill(Infinity);
  // Equal p-values get equal adjusted ones, in whatever order their pairs come.
  const order = Uint32Array.from(own.keys()).sort((a, b) => own[a]! - own[b]! || a - b);
  const adjusted = new Float64Array(own.length);
  const seen = new Set<number>();
  for (let end = order.length; end > 0;) {
    const p = own[order[end - 1]!]!;
    let start = end;
    // All pairs of one p enter together: none of them is tested against fewer than the others.
    while (start > 0 && own[order[start - 1]!]! >= p - ROUNDING) lowerBy(records[order[--start]!]!, table, masks, lowest, seen);
    const share = shareAtMost(lowest, p);
    for (let i = start; i < end; i++) adjusted[order[i]!] = share;
    end = start;
  }
  let running = 0;
  for (const member of order) {
    running = Math.max(running, adjusted[member]!, own[member]!);
    adjusted[member] = running;
  }
  return adjusted;
}

/** Takes one pair into the lowest p under each flip. Pairs with the same outcomes, or the opposite ones, are the same to every flip. */
function lowerBy(
  { wins, losses }: WinRecord,
  table: readonly Float64Array[],
  masks: Int32Array,
  lowest: Float64Array,
  seen: Set<number>,
): void {
  const key = Math.min(wins, losses) * 2 ** 32 + Math.max(wins, losses);
  if (seen.has(key)) return;
  seen.add(key);
  const row = table[countBits(wins | losses)]!;
  for (let i = 0; i < masks.length; i++) {
    const p = row[countBits((wins & ~masks[i]!) | (losses & masks[i]!))]!;
    if (p < lowest[i]!) lowest[i] = p;
  }
}

function shareAtMost(values: Float64Array, threshold: number): number {
  let count = 0;
  for (const value of values) if (value <= threshold + ROUNDING) count++;
  return count / values.length;
}
