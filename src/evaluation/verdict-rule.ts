import type { Expectation } from './certification.ts';
import type { Interval } from './score-summary.ts';

/** What the atlas says of a claim in a cell. */
export type Verdict =
  'calibrated' | 'false-positive' | 'false-negative' | 'lenient' | 'confounded' | 'inconclusive' | 'undefined';

/** How far a score may lie from where it belongs. */
export const MARGIN = 0.05;

/** A score above this on codes that do not recover the factors is lenient. */
const LENIENCY_THRESHOLD = 0.5;

/** Where a score belongs. */
export interface Belonging {
  readonly expectation: Expectation;
  /** For a graded geometry, the value at large n, or null where the metric refuses there. Absent elsewhere. */
  readonly largeSampleValue?: number | null;
}

/** The thresholds between one verdict and another, for what the cell is. */
export function decidingThresholds({ expectation, largeSampleValue }: Belonging): number[] {
  if (typeof largeSampleValue === 'number') return [largeSampleValue - MARGIN, largeSampleValue + MARGIN];
  if (expectation === 'recovered') return [1 - MARGIN];
  return expectation === 'null' ? [MARGIN] : [LENIENCY_THRESHOLD];
}

/** Too low, too high, or lenient, as far as the interval shows it. */
export function findError({ lower, upper }: Interval, { expectation, largeSampleValue }: Belonging): Verdict | null {
  if (typeof largeSampleValue === 'number') {
    if (upper < largeSampleValue - MARGIN) return 'false-negative';
    return lower > largeSampleValue + MARGIN ? 'false-positive' : null;
  }
  if (expectation === 'recovered') return upper < 1 - MARGIN ? 'false-negative' : null;
  if (expectation === 'null') return lower > MARGIN ? 'false-positive' : null;
  if (lower > 1 - MARGIN) return 'false-positive';
  return lower > LENIENCY_THRESHOLD ? 'lenient' : null;
}
