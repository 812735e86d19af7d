import type { Direction } from './board-state.ts';

/** How the cells of a column compare. */
export type SortKind = 'number' | 'text';

/** Cells without a value go last in either direction. */
export function compareCells(a: string | null, b: string | null, kind: SortKind, direction: Direction): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  const difference = kind === 'number' ? Number(a) - Number(b) : a < b ? -1 : a > b ? 1 : 0;
  return direction === 'ascending' ? difference : -difference;
}

/** The value in `data-value`; text columns fall back on what the cell shows. */
export function cellValue(cell: HTMLTableCellElement | undefined, kind: SortKind): string | null {
  const value = cell?.dataset['value'];
  if (value !== undefined) return value;
  return kind === 'text' ? (cell?.textContent.trim().toLowerCase() ?? null) : null;
}
