import { argsort } from '../../core/statistics/argsort.ts';

/** Codes with fewer values are classes rather than roundings. */
const LEAST_LEVELS = 10;
/** Different values for each row, at most: a code that has more is no step function. */
const MOST_LEVELS = 0.25;
/** Changes of value for each level, in the order of the factor: a rounded factor has one, honest codes with so many levels several. */
const CHANGES_PER_LEVEL = 1.5;

/** Share of the rows at either end of the factor, where too few lie for two levels to mix. */
const TAIL = 0.15;

/** The middle one of three. */
function middle(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}

/**
 * Whether a code has few values and steps from one to the next as the factor grows, once each, so that it is the factor rounded. Rows that
 * stand alone do not count, nor do those in the factor's tails.
 *
 * @param code and factor of the same rows, the factor's values distinct
 */
export function isRoundedFactor(code: Float64Array, factor: Float64Array): boolean {
  const order = argsort(factor);
  const [first, end] = [TAIL, 1 - TAIL].map((share) => Math.floor(share * order.length)) as [number, number];
  const at = (place: number) => code[order[place]!]!;
  const levels = new Set<number>();
  let changes = 0;
  let before = NaN;
  for (let place = first; place < end; place++) {
    const value = middle(at(place - 1), at(place), at(place + 1));
    levels.add(value);
    if (value !== before) changes++;
    before = value;
  }
  const few = levels.size >= LEAST_LEVELS && levels.size <= MOST_LEVELS * (end - first);
  return few && changes <= CHANGES_PER_LEVEL * levels.size;
}
