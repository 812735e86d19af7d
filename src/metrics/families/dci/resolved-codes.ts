import { column, type Matrix } from '../../../core/matrix.ts';
import type { ColumnData } from '../../column-data.ts';
import { isSeparated } from './separation.ts';
import { toSingle } from './sorted-columns.ts';

/**
 * Share of the pairs of rows with different values that trees may take for equal. Up to the first, scores move by less than 0.01; beyond the second,
 * codes that hold all there is to know lose several hundredths and more.
 */
const COARSE_SHARE = 1 / 100;
const BLURRED_SHARE = 1 / 10;

/** Other units are worth it if they leave no more than this share of what was lost. */
const REMAINING_SHARE = 1 / 10;

/** Exponents of the powers of two by which columns are multiplied: the numbers stay finite and normal. */
const LARGEST_EXPONENT = 1000;

/** Codes as trees are to see them. */
export interface ResolvedCodes {
  readonly values: Matrix;
  /** Columns that were centred and multiplied by a power of two. */
  readonly rescaled: readonly number[];
  /** Columns of which trees miss much, in their own units as in others. */
  readonly blurred: readonly number[];
  /** Columns of which trees miss something, too little to change them. */
  readonly coarse: readonly number[];
}

/** Share of all pairs of rows that differ in a column and look equal to trees. @param sorted ascending */
function blurOf(sorted: Float64Array): number {
  const n = sorted.length;
  let pairs = 0;
  let [equal, alike] = [1, 1];
  for (let k = 1; k <= n; k++) {
    const isEqual = k < n && sorted[k] === sorted[k - 1];
    if (isEqual || (k < n && !isSeparated(toSingle(sorted[k - 1]!), toSingle(sorted[k]!)))) alike++;
    else {
      pairs += alike * alike;
      alike = 1;
    }
    if (isEqual) equal++;
    else {
      pairs -= equal * equal;
      equal = 1;
    }
  }
  return pairs / n / n;
}

/** A power of two that brings a positive width to between 1 and 2, as far as its exponent allows. */
function unitOf(width: number): number {
  let [power, scaled, steps] = [1, width, 0];
  while (scaled >= 2 && steps++ < LARGEST_EXPONENT) [power, scaled] = [power / 2, scaled / 2];
  while (scaled < 1 && steps++ < LARGEST_EXPONENT) [power, scaled] = [power * 2, scaled * 2];
  return power;
}

/**
 * The unit and centre in which a column runs from about −1 to 1. The whole range counts: columns with heavy tails are the metric's own
 * difficulty and not one of units.
 *
 * @param sorted ascending, not all equal
 */
function ownUnits(sorted: Float64Array): { readonly unit: number; readonly centre: number } {
  const [least, greatest] = [sorted[0]!, sorted.at(-1)!];
  // Halves, so that the range of very large values does not overflow.
  const unit = unitOf(greatest / 2 - least / 2);
  return { unit, centre: (greatest / 2 + least / 2) * unit };
}

/**
 * Codes in units in which trees can see them. The trees of the reference take neighbours within 10⁻⁷ of each other for one value, in single
 * precision: of codes of size 10⁻⁶, or 10⁷ deviations away from 0, they see little or nothing. Columns of which they miss much are shifted and
 * multiplied by a power of two where that helps; all others stay as they are, and so do their scores.
 */
export function resolveCodes(codes: ColumnData): ResolvedCodes {
  const { values, summaries } = codes;
  const rescaled: number[] = [];
  const blurred: number[] = [];
  const coarse: number[] = [];
  let target = values;
  for (let i = 0; i < values.columns; i++) {
    if (summaries[i]!.constant) continue;
    const source = column(values, i);
    const sorted = Float64Array.from(codes.order(i), (row) => source[row]!);
    const blur = blurOf(sorted);
    if (blur <= BLURRED_SHARE) {
      if (blur > COARSE_SHARE) coarse.push(i);
      continue;
    }
    const { unit, centre } = ownUnits(sorted);
    const inOwnUnits = (value: number) => value * unit - centre;
    if (blurOf(sorted.map(inOwnUnits)) > REMAINING_SHARE * blur) {
      blurred.push(i);
      continue;
    }
    rescaled.push(i);
    if (target === values) target = { ...values, data: values.data.slice() };
    column(target, i).set(source.map(inOwnUnits));
  }
  return { values: target, rescaled, blurred, coarse };
}
