import { exactBounds, type Bounds } from '../../core/statistics/binomial.ts';

/** Draws up to a look, counted from the first, and the error that each bound spends on it. */
export interface Look {
  readonly draws: number;
  readonly spent: number;
}

/** When a cell is looked at; the errors spent add up to 5%. */
export type Looks = readonly Look[];

/** Cells that stay open after the first look are drawn on. */
export const FULL_LOOKS: Looks = [
  { draws: 60, spent: 0.03 },
  { draws: 240, spent: 0.02 },
];
/** For metrics that take long. */
export const SLOW_LOOKS: Looks = [
  { draws: 60, spent: 0.03 },
  { draws: 120, spent: 0.02 },
];
/** Enough for tolerance bounds. */
export const SINGLE_LOOK: Looks = [{ draws: 60, spent: 0.05 }];
/** The fewest draws that can show a rate of at most 10%: 0 of 29. */
export const SHORT_LOOK: Looks = [{ draws: 29, spent: 0.05 }];

/** Errors of a decision are rare enough where their rate is at most this. */
export const ERROR_LIMIT = 0.1;

/** Whether a decision errs in at most 10% of such draws: yes, no, or not known from these draws. */
export type CellState = 'sound' | 'unsound' | 'open';

/** Errors of a decision in the draws of a cell. */
export interface ErrorRate {
  readonly errors: number;
  readonly draws: number;
  readonly bounds: Bounds;
  readonly state: CellState;
}

function stateOf({ lower, upper }: Bounds): CellState {
  return upper <= ERROR_LIMIT ? 'sound' : lower > ERROR_LIMIT ? 'unsound' : 'open';
}

/** Where two intervals do not meet, which happens with less than the error spent, the later one keeps the end of the earlier that is nearest. */
function intersect(earlier: Bounds, later: Bounds): Bounds {
  const lower = Math.min(Math.max(earlier.lower, later.lower), earlier.upper);
  return { lower, upper: Math.max(lower, Math.min(earlier.upper, later.upper)) };
}

/**
 * Rate of errors with exact bounds, each at 95%. Bounds of successive looks are intersected: more draws only narrow them, and what was decided
 * stays decided.
 *
 * @param wrong one entry a draw, in the order of the draws; looks beyond the last draw are yet to come
 */
export function errorRate(wrong: readonly boolean[], looks: Looks): ErrorRate {
  let bounds: Bounds = { lower: 0, upper: 1 };
  let errors = 0;
  let drawn = 0;
  for (const { draws, spent } of looks) {
    if (wrong.length < draws) break;
    for (; drawn < draws; drawn++) if (wrong[drawn]) errors++;
    bounds = intersect(bounds, exactBounds(errors, draws, spent));
    if (stateOf(bounds) !== 'open') break;
  }
  return { errors, draws: drawn, bounds, state: stateOf(bounds) };
}
