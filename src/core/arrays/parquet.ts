import { InputError } from '../input-error.ts';
import { fromRowMajor } from '../matrix.ts';
import { quoted } from '../quoted.ts';
import { roundedRemarks, type ReadArray } from './array-result.ts';

/** The column in which pandas keeps row labels that are more than numbers. */
const INDEX_COLUMN = /^__index_level_\d+__$/;

/** A column's cells, each one number or, for a column of vectors, several. */
type Cell = number | bigint | boolean;

const isNumber = (cell: unknown): cell is Cell => ['number', 'bigint', 'boolean'].includes(typeof cell);

/** The numbers of a cell, or undefined where it holds anything else. */
function numbersOf(cell: unknown): readonly Cell[] | undefined {
  if (isNumber(cell)) return [cell];
  const list = ArrayBuffer.isView(cell) && !(cell instanceof DataView) ? Array.from(cell as unknown as Iterable<unknown>) : cell;
  return Array.isArray(list) && list.length > 0 && list.every(isNumber) ? list : undefined;
}

function cellFault(path: string, column: string, row: number, cell: unknown): InputError {
  const place = `row ${row} (counted from 0) of column ${quoted(column)}`;
  return cell === null || cell === undefined
    ? new InputError({ path, rule: `${place} has no value`, fix: 'fill it in or leave the row out, in both files' })
    : new InputError({ path, rule: `${place} is no number`, fix: 'keep the columns of numbers only' });
}

/** The rows of a Parquet file as objects, and the names of its columns in order. */
async function readRows(bytes: Uint8Array, path: string): Promise<{ names: string[]; rows: Record<string, unknown>[] }> {
  // Few readers have such files, so that nobody else loads the library.
  const [{ parquetMetadataAsync, parquetReadObjects }, { compressors }] = await Promise.all([
    import('hyparquet'),
    import('hyparquet-compressors'),
  ]);
  const file = Uint8Array.from(bytes).buffer;
  try {
    const metadata = await parquetMetadataAsync(file);
    const rows = await parquetReadObjects({ file, metadata, compressors });
    return { names: Object.keys(rows[0] ?? {}), rows };
  } catch (error) {
    const reason = error instanceof Error ? quoted(error.message) : 'unknown';
    const fix = 'save the table again, for example with df.to_parquet(path) or df.to_csv(path, index=False)';
    throw new InputError({ path, rule: `cannot be read as Parquet (${reason})`, fix });
  }
}

/**
 * Reads a Parquet file: a column of numbers is a column, a column of equally long vectors several. Labels of rows that pandas added are left out.
 *
 * @throws InputError where a cell is no number
 */
export async function readParquet(bytes: Uint8Array, path: string): Promise<ReadArray> {
  const { names: all, rows } = await readRows(bytes, path);
  const names = all.filter((name) => !INDEX_COLUMN.test(name));
  const remarks = names.length < all.length ? [`${path}: the column of row labels was left out.`] : [];
  if (rows.length === 0 || names.length === 0)
    throw new InputError({ path, rule: 'holds no values', fix: 'give at least one row and one column' });
  const widths = names.map((name) => numbersOf(rows[0]![name])?.length ?? 1);
  const width = widths.reduce((sum, size) => sum + size, 0);
  const values = new Float64Array(rows.length * width);
  let rounded = 0;
  let to = 0;
  rows.forEach((row, i) => {
    names.forEach((name, j) => {
      const numbers = numbersOf(row[name]);
      if (numbers === undefined || numbers.length !== widths[j]) throw cellFault(path, name, i, row[name]);
      for (const number of numbers) {
        const value = Number(number);
        if (typeof number === 'bigint' && BigInt(value) !== number) rounded++;
        values[to++] = value;
      }
    });
  });
  return { matrix: fromRowMajor(values, rows.length, width), remarks: [...remarks, ...roundedRemarks(path, rounded)] };
}
