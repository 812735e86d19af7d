import type { TextLine } from './text-table.ts';

/** Digits after a decimal comma that no count has, where the digits before it are few. */
const MANY_DIGITS = 10;
const FEW_DIGITS = 4;

const WHOLE = /^[+-]?\d+$/;
const DIGITS = /^\d+$/;

/**
 * Whether cells cut at commas are rather halves of numbers with a decimal comma. Every pair must read so, and something must show that it is none of two
 * whole numbers: -0, or decimals that begin with 0 or are long.
 *
 * @param names number of labels above the rows, where there are any: half as many as cells decide
 */
export function areDecimalCommas(rows: readonly TextLine[], names: number | undefined): boolean {
  const width = rows[0]!.cells.length;
  if (width % 2 === 1) return false;
  const paired = rows.every(
    ({ cells }) => cells.length === width && cells.every((cell, j) => (j % 2 === 0 ? WHOLE : DIGITS).test(cell)),
  );
  if (!paired) return false;
  if (names !== undefined) return names === width / 2;
  const wholes = rows.flatMap(({ cells }) => cells.filter((_, j) => j % 2 === 0));
  const decimals = rows.flatMap(({ cells }) => cells.filter((_, j) => j % 2 === 1));
  if (wholes.some((cell) => /^-0+$/.test(cell)) || decimals.some((cell) => /^0\d/.test(cell))) return true;
  const long = decimals.filter(({ length }) => length >= MANY_DIGITS);
  return 2 * long.length >= decimals.length && wholes.every((cell) => cell.replace(/^[+-]/, '').length <= FEW_DIGITS);
}
