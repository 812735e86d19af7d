import { csvFormatRows } from 'd3';

/** Something that a table cell can hold. */
export type CellValue = string | number | boolean | null | undefined;

/** What a spreadsheet may take for a formula at the start of a text. */
const FORMULA_START = /^[=+\-@\t\r]/;

/**
 * A cell that no spreadsheet runs. Texts come from submitters, so one that looks like a formula gets an apostrophe in front, which
 * spreadsheets hide; numbers keep their minus.
 */
function safeCell(value: CellValue): string {
  if (value === null || value === undefined) return '';
  if (typeof value !== 'string') return String(value);
  return FORMULA_START.test(value) ? `'${value}` : value;
}

/** A table as RFC 4180 has it, except that lines end in a line feed; absent values are empty. @param names the header line */
export function formatCsv(names: readonly string[], rows: readonly (readonly CellValue[])[]): string {
  return `${csvFormatRows([[...names], ...rows.map((row) => row.map(safeCell))])}\n`;
}
