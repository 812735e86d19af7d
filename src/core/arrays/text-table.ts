import { InputError } from '../input-error.ts';

/** One line of a text table, cut into cells. */
export interface TextLine {
  /** In the file, counted from 1. */
  readonly number: number;
  readonly cells: readonly string[];
}

/** A text table before its cells are read. */
export interface TextTable {
  readonly lines: readonly TextLine[];
  readonly decimalComma: boolean;
  /** Whether the comma was taken for the delimiter although nothing says so. */
  readonly guessedComma: boolean;
}

/** Lines that the delimiter is guessed from. */
const PROBED_LINES = 20;

/** What programs write before a remark. */
const COMMENT = /^\s*[#%]/;

/** The first line by which Excel is told the delimiter; a program that saved the file again may have added delimiters. */
const SEPARATOR_LINE = /^\s*"?sep=([^\w"'.+-])"?[,;\t]*$/i;

function decode(bytes: Uint8Array, path: string): string {
  const wide = bytes[0] === 0xff && bytes[1] === 0xfe;
  try {
    const text = new TextDecoder(wide ? 'utf-16le' : 'utf-8', { fatal: true }).decode(bytes);
    if (!text.includes('\0')) return text;
  } catch {
    // Bytes that are no text: the fault below says so.
  }
  const fix = 'save the array with numpy.save, or as .csv';
  throw new InputError({ path, rule: 'is none of .npy, .npz, .csv, .tsv and Parquet', fix });
}

/** Cuts a line at a delimiter; cells may stand in double quotes, a doubled quote being one. */
function cutLine(line: string, delimiter: string): string[] {
  if (delimiter === ' ') return line.trim().split(/\s+/).map(unquote);
  if (!line.includes('"')) return line.split(delimiter).map((cell) => cell.trim());
  const cells: string[] = [];
  let start = 0;
  let inQuotes = false;
  for (let k = 0; k <= line.length; k++) {
    if (line[k] === '"') inQuotes = !inQuotes;
    if (k < line.length && (inQuotes || line[k] !== delimiter)) continue;
    cells.push(unquote(line.slice(start, k).trim()));
    start = k + 1;
  }
  return cells;
}

function unquote(cell: string): string {
  return cell.length > 1 && cell.startsWith('"') && cell.endsWith('"') ? cell.slice(1, -1).replaceAll('""', '"').trim() : cell;
}

/** Tab, semicolon, comma or blanks, whichever comes first in this list and is there. */
function findDelimiter(lines: readonly string[]): string {
  const outside = lines.map((line) => line.replace(/"[^"]*"/g, ''));
  return ['\t', ';', ','].find((delimiter) => outside.some((line) => line.includes(delimiter))) ?? ' ';
}

/** Cuts text into cells. Blank lines and remarks are passed over. @throws InputError where the bytes are no text or there is no line */
export function cutTable(bytes: Uint8Array, path: string): TextTable {
  const numbered = decode(bytes, path)
    .split(/\r\n|\n|\r/)
    .map((text, k) => ({ text, number: k + 1 }))
    .filter(({ text }) => text.trim() !== '' && !COMMENT.test(text));
  const stated = SEPARATOR_LINE.exec(numbered[0]?.text ?? '')?.[1];
  if (stated !== undefined) numbered.shift();
  if (numbered.length === 0) throw new InputError({ path, rule: 'holds no values', fix: 'give at least one row and one column' });
  const delimiter = stated ?? findDelimiter(numbered.slice(0, PROBED_LINES).map(({ text }) => text));
  const lines = numbered.map(({ text, number }) => ({ number, cells: cutLine(text, delimiter) }));
  // A delimiter at the end of every line starts no column.
  const trailing = lines.every(({ cells }) => cells.length > 1 && cells.at(-1) === '');
  return {
    lines: trailing ? lines.map(({ number, cells }) => ({ number, cells: cells.slice(0, -1) })) : lines,
    decimalComma: delimiter !== ',',
    guessedComma: delimiter === ',' && stated === undefined,
  };
}
