import type { Quantity } from './quantity.ts';
import { DATA_TYPES } from './tensor-faults.ts';

/**
 * Values are folded here in double precision, and by the runtime in the element's own type. A value that both would not agree on must
 * count as unknown: a branch, an axis or a size that is folded otherwise than it runs would be traced in vain.
 */

/** Element types whose values are followed. Others wrap, or round, in ways of their own. */
const FOLDED_TYPES: ReadonlySet<number> = new Set([DATA_TYPES.float32, DATA_TYPES.int32, DATA_TYPES.int64, DATA_TYPES.bool]);

/** Whether values of an element type are followed. */
export function isFolded(dataType: number | undefined): boolean {
  return FOLDED_TYPES.has(dataType ?? 0);
}

/** Whole numbers up to here are the same in int32 and int64. */
const LARGEST_INTEGER = 2 ** 31 - 1;
/** Numbers that grow with the batch stay within int32 for any batch that is run. */
const LARGEST_PER_ROW = 2 ** 20;
/** Whole numbers up to here are exact in float32. */
const LARGEST_FLOAT = 2 ** 24;
/** More rows than any batch of an evaluation has. */
const ROWS = 2 ** 10;

/** Whether a value is the same number here and in the runtime, as int32, int64, bool or float32. */
export function isExact(value: Quantity | undefined, integer: boolean): value is Quantity {
  if (value === undefined) return false;
  if (typeof value === 'number') {
    return integer
      ? Number.isInteger(value) && Math.abs(value) <= LARGEST_INTEGER
      : Math.fround(value) === value && Number.isFinite(value);
  }
  const { fixed, perRow } = value;
  if (!Number.isInteger(fixed) || !Number.isInteger(perRow)) return false;
  if (!integer) return Math.abs(fixed) + ROWS * Math.abs(perRow) <= LARGEST_FLOAT;
  return Math.abs(fixed) <= LARGEST_PER_ROW && Math.abs(perRow) <= LARGEST_PER_ROW;
}
