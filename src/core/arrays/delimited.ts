import { InputError } from '../input-error.ts';
import { fromRowMajor } from '../matrix.ts';
import { oddCharacter, quoted } from '../quoted.ts';
import { roundedRemarks, type ReadArray } from './array-result.ts';
import { areDecimalCommas } from './decimal-commas.ts';
import { isMissing, isRounded, parseCell } from './number-cell.ts';
import { isColumnNumbers, isHeader, isIndexed } from './table-header.ts';
import { cutTable, type TextLine } from './text-table.ts';

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
  const indexed = isIndexed(header, rows, table.decimalComma);
  if (table.guessedComma && !indexed && areDecimalCommas(rows, header?.cells.length))
    throw new InputError({
      path,
      rule: `line ${rows[0]!.number}: the commas may be decimal commas or separate columns`,
      fix: 'write decimal points, or separate columns by ; and set the line sep=; on top',
    });
  const remarks = headerRemarks(path, header, width, indexed);
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

/** What was made of the first line and the first column. */
function headerRemarks(path: string, header: TextLine | undefined, width: number, indexed: boolean): string[] {
  const remarks = indexed ? [`${path}: the first column numbers the rows and was left out.`] : [];
  if (header === undefined) return remarks;
  const { length } = header.cells;
  const names = `${length} ${length === 1 ? 'name' : 'names'}`;
  if (length !== width && !(indexed && length === width - 1))
    remarks.push(`${path}: the first line holds ${names} for ${width} columns; all columns were kept.`);
  else if (isColumnNumbers(header) || isColumnNumbers({ ...header, cells: header.cells.slice(1) }))
    if (length > 1) remarks.push(`${path}: the first line numbers the columns and was left out.`);
  return remarks;
}

function cellFault(path: string, line: number, cell: number, text: string): InputError {
  const place = `line ${line}, cell ${cell + 1}`;
  if (isMissing(text))
    return new InputError({ path, rule: `${place} has no value`, fix: 'fill it in or leave the row out, in both files' });
  const odd = oddCharacter(text);
  const rule = `${place} is ${quoted(text)}${odd === undefined ? '' : `, with the character ${odd}`}`;
  return new InputError({ path, rule, fix: 'every cell must be a number' });
}
