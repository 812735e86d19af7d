import { argsort } from '../../core/statistics/argsort.ts';

/** In fewer rows honest codes may keep their order by chance. */
const LEAST_ROWS = 1000;
/** Codes with fewer values are classes rather than roundings. */
const LEAST_LEVELS = 10;
/** Rows of each level but the most frequent one, which may stand for an absent factor: a code with fewer is no step function. */
const ROWS_PER_LEVEL = 4;
/** Changes of value for each level, in the order of the factor: a rounded factor has one, honest codes with so many levels several. */
const CHANGES_PER_LEVEL = 1.5;
/** Share of the rows at either end of the factor, where too few lie for two levels to mix. */
const TAIL = 0.15;

/** The middle one of three. */
function middle(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}

function hasFewValues(values: Float64Array): boolean {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  let most = 0;
  for (const count of counts.values()) most = Math.max(most, count);
  return counts.size >= LEAST_LEVELS && values.length - most >= ROWS_PER_LEVEL * (counts.size - 1);
}

/**
 * Whether a code has few values and steps from one to the next as the factor grows, once each, so that it is the factor rounded. Rows that
 * stand alone do not count, nor do those in the factor's tails.
 *
 * @param code and factor of the same rows, the factor's values distinct
 */
export function isRoundedFactor(code: Float64Array, factor: Float64Array): boolean {
  if (code.length < LEAST_ROWS) return false;
  const order = argsort(factor);
  const [first, end] = [TAIL, 1 - TAIL].map((share) => Math.floor(share * order.length)) as [number, number];
  const values = Float64Array.from(order.subarray(first, end), (row) => code[row]!);
  if (!hasFewValues(values)) return false;
  const levels = new Set<number>();
  let changes = 0;
  let before = NaN;
  for (let i = 1; i + 1 < values.length; i++) {
    const value = middle(values[i - 1]!, values[i]!, values[i + 1]!);
    levels.add(value);
    if (value !== before) changes++;
    before = value;
  }
  return changes <= CHANGES_PER_LEVEL * levels.size;
}
