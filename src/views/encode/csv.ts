import { csvFormatRows } from 'd3';
import { legible } from '../../core/legible.ts';

/** Something that a table cell can hold. */
export type CellValue = string | number | boolean | null | undefined;

/** Where a program that separates by semicolons or tabs begins another cell. */
const CELL_STARTS = /(?<=[;\t\r\n])/;

/** Spreadsheets see formulas behind space and what is not seen, and in full width. */
function looksLikeFormula(text: string): boolean {
  return /^[\s\p{Cf}]*[=+\-@]/u.test(text.normalize('NFKC'));
}

/**
 * A cell that no spreadsheet runs. Texts come from submitters, so what looks like a formula gets an apostrophe in front, and what is not
 * legible becomes U+FFFD; numbers keep their minus.
 */
function safeCell(value: CellValue): string {
  if (value === null || value === undefined) return '';
  if (typeof value !== 'string') return String(value);
  const parts = legible(value).split(CELL_STARTS);
  return parts.map((part) => (looksLikeFormula(part) ? `'${part}` : part)).join('');
}

/** A table as RFC 4180 has it, except that lines end in a line feed; absent values are empty. @param names the header line */
export function formatCsv(names: readonly string[], rows: readonly (readonly CellValue[])[]): string {
  return `${csvFormatRows([[...names], ...rows.map((row) => row.map(safeCell))])}\n`;
}
