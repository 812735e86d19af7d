import { InputError } from '../input-error.ts';
import { fromRowMajor } from '../matrix.ts';
import { quoted } from '../quoted.ts';
import { roundedRemarks, type ReadArray } from './array-result.ts';
import { isMissing, isRounded, parseCell } from './number-cell.ts';
import { cutTable, type TextLine, type TextTable } from './text-table.ts';

/** Names that programs give a column of row numbers. */
const INDEX_NAME = /^(index|unnamed: 0|id|row|rownames)$/i;

/** Whether cells are the numbers from `first` on, in order. */
const counts = (cells: readonly string[], first: number) => cells.every((cell, k) => cell === String(k + first));
const countsRows = (cells: readonly string[]) => counts(cells, 0) || counts(cells, 1);

/** A first line of names; or of column numbers, as pandas writes them above numbers with decimals. */
function isHeader({ cells }: TextLine, { lines, decimalComma }: TextTable): boolean {
  if (lines.length === 1) return false;
  if (cells.some((cell) => parseCell(cell, decimalComma) === undefined)) return true;
  const decimals = () => lines.slice(1).some((line) => line.cells.some((cell) => /[.,eE]/.test(cell)));
  return counts(cells, 0) && cells.length > 1 && decimals();
}

/** Whether the first column numbers the rows: by its header, or for want of one. */
function isIndexed(header: TextLine | undefined, rows: readonly TextLine[]): boolean {
  if (header === undefined || rows[0]!.cells.length === 1) return false;
  if (header.cells.length === rows[0]!.cells.length - 1) return true;
  const [name] = header.cells;
  return name === '' || (INDEX_NAME.test(name!) && countsRows(rows.map(({ cells }) => cells[0]!)));
}

/**
 * Reads a table of numbers from text: comma, semicolon, tab or blanks between the cells, one line a row, with or without a line of names.
 *
 * Understood are what NumPy's savetxt, pandas, R, MATLAB and spreadsheets write: remarks after # or %, a byte order mark, quotes, decimal commas (beside
 * semicolons or tabs), and a column of row numbers, which is left out and said so.
 *
 * @throws InputError where a cell is no number or a line has another number of cells
 */
export function parseDelimited(bytes: Uint8Array, path: string): ReadArray {
  const table = cutTable(bytes, path);
  const header = isHeader(table.lines[0]!, table) ? table.lines[0] : undefined;
  const rows = header ? table.lines.slice(1) : table.lines;
  const width = rows[0]!.cells.length;
  const remarks: string[] = [];
  const indexed = isIndexed(header, rows);
  if (indexed) remarks.push(`${path}: the first column numbers the rows and was left out.`);
  else if (width > 1 && rows.length > 2 && countsRows(rows.map(({ cells }) => cells[0]!)))
    remarks.push(`${path}: the first column counts the rows. If it is an index, leave it out.`);
  if (header && counts(header.cells, 0)) remarks.push(`${path}: the first line numbers the columns and was left out.`);
  const from = indexed ? 1 : 0;
  const values = new Float64Array(rows.length * (width - from));
  let rounded = 0;
  let to = 0;
  for (const { number, cells } of rows) {
    if (cells.length !== width)
      throw new InputError({
        path,
        rule: `line ${number} has ${cells.length} cells where line ${rows[0]!.number} has ${width}`,
        fix: 'give every row the same number of cells',
      });
    for (let j = from; j < width; j++) {
      const value = parseCell(cells[j]!, table.decimalComma);
      if (value === undefined) throw cellFault(path, number, j, cells[j]!);
      if (isRounded(cells[j]!, value)) rounded++;
      values[to++] = value;
    }
  }
  return { matrix: fromRowMajor(values, rows.length, width - from), remarks: [...remarks, ...roundedRemarks(path, rounded)] };
}

function cellFault(path: string, line: number, cell: number, text: string): InputError {
  const place = `line ${line}, cell ${cell + 1}`;
  return isMissing(text)
    ? new InputError({ path, rule: `${place} has no value`, fix: 'fill it in or leave the row out, in both files' })
    : new InputError({ path, rule: `${place} is ${quoted(text)}`, fix: 'every cell must be a number' });
}
