import { isMissing, parseCell } from './number-cell.ts';
import type { TextLine, TextTable } from './text-table.ts';

/** Names that programs give a column of row numbers. */
const INDEX_NAME = /^(index|unnamed: 0|id|row|rownames)$/i;

/** Digits of any script with the marks that programs set between and behind them: a number, if not one that can be read. */
const NUMBER_LIKE = /^[+\-\u2212]?\p{Nd}[\p{Nd}.,'\u2019\u066b\u066c%\s]*$/u;

/** Whether cells are the numbers from `first` on, in order. */
const counts = (cells: readonly string[], first: number) => cells.every((cell, k) => cell === String(k + first));

/** Whether cells number themselves, from 0 or 1 on. */
const countsUp = (cells: readonly string[]): boolean => counts(cells, 0) || counts(cells, 1);

const hasDecimals = (cell: string) => /[.,eE]/.test(cell);

/** Whether the line holds column numbers, as pandas writes them above numbers with decimals; beside them perhaps the name of an index. */
function numbersColumns({ cells }: TextLine, { lines, decimalComma }: TextTable): boolean {
  const body = lines.slice(1);
  const decimals = () => body.some((line) => line.cells.some(hasDecimals));
  if (cells.length > 1 && counts(cells, 0)) return decimals();
  const [first, ...others] = cells;
  if (others.length === 0 || !countsUp(others) || parseCell(first!, decimalComma) !== undefined) return false;
  const below = body.map((line) => line.cells[0]!);
  if (first === '') return !below.some((cell) => hasDecimals(cell) && parseCell(cell, decimalComma) !== undefined);
  return !isMissing(first!) && !NUMBER_LIKE.test(first!) && decimals();
}

/** Whether the first line holds names: labels and not one number, or column numbers. */
export function isHeader(line: TextLine, table: TextTable): boolean {
  if (table.lines.length === 1) return false;
  const values = line.cells.map((cell) => parseCell(cell, table.decimalComma));
  const hasNumber = line.cells.some((cell, j) => (values[j] !== undefined && !Number.isNaN(values[j])) || NUMBER_LIKE.test(cell));
  const hasLabel = line.cells.some((cell, j) => values[j] === undefined && !isMissing(cell));
  return (hasLabel && !hasNumber) || numbersColumns(line, table);
}

/** Whether the line numbers the columns. */
export const isColumnNumbers = ({ cells }: TextLine): boolean => counts(cells, 0);

/**
 * Whether the first column is no data: it numbers the rows and is named so or not at all; it has no name and is not one of decimals; or it holds
 * labels, and the header is short by one.
 */
export function isIndexed(header: TextLine | undefined, rows: readonly TextLine[], decimalComma: boolean): boolean {
  const width = rows[0]!.cells.length;
  if (header === undefined || width === 1) return false;
  const cells = rows.map((row) => row.cells[0]!);
  const values = cells.map((cell) => parseCell(cell, decimalComma));
  if (header.cells.length === width - 1) return countsUp(cells) || values.every((value) => value === undefined);
  const name = header.cells[0]!;
  if (name === '') return !values.some((value, i) => value !== undefined && (hasDecimals(cells[i]!) || !Number.isFinite(value)));
  return INDEX_NAME.test(name) && countsUp(cells);
}
