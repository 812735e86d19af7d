import { BOARD_COLUMNS } from '../../views/board-columns.ts';
import type { BoardDocument } from '../../views/board-document.ts';
import { formatCsv } from '../../views/encode/csv.ts';
import { downloadFile } from './download.ts';

export type DownloadFormat = 'csv' | 'json';

/** Of a board's document exactly what is shown: these rows in this order, and the fields of these columns. */
export function selectShown(document: BoardDocument, results: readonly string[], columns: readonly string[]): BoardDocument {
  const fields = BOARD_COLUMNS.filter(({ key }) => columns.includes(key)).flatMap((column) => column.fields);
  const byResult = new Map(document.rows.map((row) => [row['result'], row] as const));
  const rows = results.map((result) => byResult.get(result)).filter((row) => row !== undefined);
  return { ...document, fields, rows: rows.map((row) => Object.fromEntries(fields.map((field) => [field, row[field] ?? null]))) };
}

function formatDocument(document: BoardDocument, format: DownloadFormat): Blob {
  if (format === 'json') return new Blob([`${JSON.stringify(document, null, 1)}\n`], { type: 'application/json' });
  const { fields, rows } = document;
  const text = formatCsv(
    fields,
    rows.map((row) => fields.map((field) => row[field])),
  );
  return new Blob([text], { type: 'text/csv;charset=utf-8' });
}

/** Hands the reader what a board shows. */
export function downloadShown(document: BoardDocument, format: DownloadFormat): void {
  downloadFile(formatDocument(document, format), `${document.track.id}-shown.${format}`);
}
