import type { Score } from './cell.ts';

/** Scores of codes with a known share of leakage. */
export interface LeakBand {
  readonly share: number;
  readonly scores: readonly Score[];
}

/** Shares of leakage that a score fits. 0 and 1 stand for less than the least and more than the largest that was tried. */
export type LeakInterval = readonly [number, number];

const LOW = 0.05;
const HIGH = 0.95;

function band(scores: readonly Score[]): readonly [number, number] {
  const sorted = scores.map((score) => score ?? -Infinity).sort((a, b) => a - b);
  const at = (p: number) => sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(p * sorted.length) - 1))]!;
  return [at(LOW), at(HIGH)];
}

/**
 * The shares of leakage on every code whose 5–95% band holds the score. Where it falls between two bands, the shares on both sides of it.
 *
 * @param bands shares ascending
 */
export function leakEquivalent(score: number, bands: readonly LeakBand[]): LeakInterval {
  const limits = bands.map(({ share, scores }) => ({ share, band: band(scores) }));
  const holding = limits.filter(({ band: [low, high] }) => low <= score && score <= high);
  if (holding.length > 0) return [holding[0]!.share, holding.at(-1)!.share];
  // More leakage scores less.
  const above = limits.filter(({ band: [low] }) => score < low).at(-1)?.share ?? 0;
  const below = limits.find(({ band: [, high] }) => score > high)?.share ?? 1;
  return [Math.min(above, below), Math.max(above, below)];
}
