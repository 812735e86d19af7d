import { fairCoinTail } from '../../core/statistics/binomial.ts';
import { compareScores, type Margin } from './residual.ts';

/** Instances of a board are bits of one word. */
export const MOST_INSTANCES = 31;

/** Score of a row on each instance that it covers, by the instance's place on the board. */
export type PlacedScores = ReadonlyMap<number, number>;

/** One row against another on the instances that both cover, one bit an instance. */
export interface WinRecord {
  /** Instances that both rows cover. */
  readonly common: number;
  readonly wins: number;
  readonly losses: number;
}

/** Number of set bits of a 32-bit word. */
export function countBits(word: number): number {
  let rest = word - ((word >>> 1) & 0x55555555);
  rest = (rest & 0x33333333) + ((rest >>> 2) & 0x33333333);
  return Math.imul((rest + (rest >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/**
 * Compares two rows instance by instance.
 *
 * @param floors by instance, what encoders that recover nothing reach: where neither row exceeds it the instance is a tie
 */
export function recordWins(
  first: PlacedScores,
  second: PlacedScores,
  margin: Margin,
  floors: PlacedScores = new Map(),
): WinRecord {
  let common = 0;
  let wins = 0;
  let losses = 0;
  for (const [place, score] of first) {
    const other = second.get(place);
    if (other === undefined) continue;
    const bit = 1 << place;
    common |= bit;
    const floor = floors.get(place) ?? -Infinity;
    if (score <= floor && other <= floor) continue;
    const outcome = compareScores(score, other, margin);
    if (outcome > 0) wins |= bit;
    else if (outcome < 0) losses |= bit;
  }
  return { common, wins, losses };
}

/** Two-sided p of the sign test on `untied` instances of which one side won `most`; 1 without an untied instance. */
export function signTestP(most: number, untied: number): number {
  return Math.min(1, 2 * fairCoinTail(Math.max(most, untied - most), untied));
}

/** The p that a pair has by itself, whatever other rows the board holds. */
export function ownP({ wins, losses }: WinRecord): number {
  const won = countBits(wins);
  return signTestP(won, won + countBits(losses));
}
