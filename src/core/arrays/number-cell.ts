const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eEdD][+-]?\d+)?$/;
const NOT_FINITE = /^([+-]?)(nan|inf|infinity)$/i;
const BOOLEANS: Readonly<Record<string, number>> = { true: 1, false: 0 };

/** What some program writes where a value is missing. */
const MISSING = /^(na|n\/a|null|none|<na>|)$/i;

/**
 * The number that a cell of text stands for: decimal numbers, `nan` and `inf`, `True` and `False`.
 *
 * @param decimalComma whether a comma may stand before the decimals
 * @returns undefined where the cell stands for none
 */
export function parseCell(text: string, decimalComma: boolean): number | undefined {
  const cell = decimalComma ? text.replace(',', '.') : text;
  if (NUMBER.test(cell)) return Number(cell.replace(/[dD]/, 'e'));
  const special = NOT_FINITE.exec(cell);
  if (special) return special[2]!.toLowerCase() === 'nan' ? NaN : special[1] === '-' ? -Infinity : Infinity;
  return BOOLEANS[cell.toLowerCase()];
}

/** Whether the cell says that a value is missing. */
export function isMissing(cell: string): boolean {
  return MISSING.test(cell);
}

/** Whether a whole number is written in the cell that float64 can only round. */
export function isRounded(cell: string, value: number): boolean {
  return Math.abs(value) > Number.MAX_SAFE_INTEGER && /^[+-]?\d+$/.test(cell) && BigInt(cell) !== BigInt(value);
}
