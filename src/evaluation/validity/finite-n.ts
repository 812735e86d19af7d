import type { CellState } from './error-rate.ts';

/** State of one kind at each n that was tried, n ascending. */
export interface SizeState {
  readonly n: number;
  readonly state: CellState;
}

/** Whether more rows cure a metric's errors on a kind. */
export type SizeLine =
  | { readonly is: 'every-n' }
  | { readonly is: 'from-n'; readonly n: number }
  | { readonly is: 'no-n' }
  | { readonly is: 'undecided' };

/** Rows that are tried last decide whether an error lasts. */
const LAST_SIZES = 2;

/** Reads a sweep over n: sound from some n on, unsound at the two largest, or neither. */
export function sizeLine(states: readonly SizeState[]): SizeLine {
  const sorted = [...states].sort((a, b) => a.n - b.n);
  if (sorted.length === 0) return { is: 'undecided' };
  let first = sorted.length;
  while (first > 0 && sorted[first - 1]!.state === 'sound') first--;
  if (first === 0) return { is: 'every-n' };
  if (first < sorted.length) return { is: 'from-n', n: sorted[first]!.n };
  const last = sorted.slice(-LAST_SIZES);
  return last.length === LAST_SIZES && last.every(({ state }) => state === 'unsound') ? { is: 'no-n' } : { is: 'undecided' };
}
