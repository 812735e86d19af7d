import type { AtlasCell } from '../evaluation/atlas-document.ts';
import type { MetricKey } from '../metrics/catalogue.ts';
import type { VerdictTarget } from './atlas-address.ts';
import { BASE_TABLE } from './atlas-cells.ts';
import { settingOf } from './atlas-setting.ts';

/** A line of every grid: one kind of codes. */
export interface GridLine {
  readonly geometry: string;
  /** What is not at its default; empty where the geometry alone tells the line apart. */
  readonly setting: string;
}

/** A cell with its place. */
export interface GridMark {
  readonly line: number;
  readonly column: number;
  readonly cell: AtlasCell;
}

/** Small multiples of one table: the same lines and columns for every metric. */
export interface AtlasGrids {
  readonly columns: readonly string[];
  readonly lines: readonly GridLine[];
  /** Line by line; cells on which a metric is not followed are left out, and so are metrics without any. */
  readonly marks: ReadonlyMap<MetricKey, readonly GridMark[]>;
}

const lineKey = (geometry: string, setting: string): string => `${geometry}/${setting}`;

/** What tells a cell's line from the others of its geometry: at equal sizes the setting, and nothing at the defaults. */
function lineSetting(cell: AtlasCell, alone: ReadonlySet<string>): string {
  return cell.table === BASE_TABLE || alone.has(cell.geometry) ? '' : settingOf(cell);
}

/** Geometries that fill one line of the table only. */
function findLoneGeometries(cells: readonly AtlasCell[]): ReadonlySet<string> {
  const settings = Map.groupBy(cells, ({ geometry }) => geometry);
  return new Set([...settings].filter(([, own]) => new Set(own.map(settingOf)).size === 1).map(([geometry]) => geometry));
}

/**
 * Lays out one table of the atlas.
 *
 * @param cells of the table, one part a metric
 * @param columns DGPs, in order
 */
export function arrangeGrids(cells: readonly AtlasCell[], columns: readonly string[]): AtlasGrids {
  const alone = findLoneGeometries(cells);
  const lines = new Map<string, GridLine & { index: number }>();
  for (const cell of cells) {
    const setting = lineSetting(cell, alone);
    const key = lineKey(cell.geometry, setting);
    if (!lines.has(key)) lines.set(key, { geometry: cell.geometry, setting, index: lines.size });
  }
  const mark = (cell: AtlasCell): GridMark => ({
    line: lines.get(lineKey(cell.geometry, lineSetting(cell, alone)))!.index,
    column: columns.indexOf(cell.dgp),
    cell,
  });
  const marks = Map.groupBy(cells, ({ metric }) => metric);
  return {
    columns,
    lines: [...lines.values()].map(({ geometry, setting }) => ({ geometry, setting })),
    marks: new Map(
      [...marks].map(([metric, own]) => [metric, own.map(mark).toSorted((a, b) => a.line - b.line || a.column - b.column)]),
    ),
  };
}

/** The verdict that a cell shows. */
export function verdictOf({ verdict, paperVerdict }: AtlasCell, target: VerdictTarget): AtlasCell['verdict'] {
  return target === 'paper' ? paperVerdict : verdict;
}

/** A step of the keyboard within one grid. */
export type GridStep = 'ArrowUp' | 'ArrowDown' | 'ArrowLeft' | 'ArrowRight' | 'Home' | 'End';

/** Whether a key moves within a grid. */
export function isGridStep(key: string): key is GridStep {
  return ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Home', 'End'].includes(key);
}

/** The nearest mark in the direction of a key, over gaps; the same one where there is none. */
export function stepFrom(marks: readonly GridMark[], { line, column }: GridMark, step: GridStep): GridMark {
  const own = marks.filter((mark) => mark.line === line);
  const along = marks.filter((mark) => mark.column === column);
  const here = own.find((mark) => mark.column === column)!;
  switch (step) {
    case 'ArrowLeft':
      return own.findLast((mark) => mark.column < column) ?? here;
    case 'ArrowRight':
      return own.find((mark) => mark.column > column) ?? here;
    case 'ArrowUp':
      return along.findLast((mark) => mark.line < line) ?? here;
    case 'ArrowDown':
      return along.find((mark) => mark.line > line) ?? here;
    case 'Home':
      return own[0]!;
    case 'End':
      return own.at(-1)!;
  }
}

/** Side of a cell and width of the labels, in units of the drawing. */
export const GRID_STEP = 20;
export const GRID_LABEL_WIDTH = 30;
export const GRID_LABEL_HEIGHT = 18;

/** Where a mark stands in the drawing of its grid. */
export function placeMark({ line, column }: Pick<GridMark, 'line' | 'column'>): { readonly x: number; readonly y: number } {
  return { x: GRID_LABEL_WIDTH + column * GRID_STEP, y: GRID_LABEL_HEIGHT + line * GRID_STEP };
}

/** Where the name of a line ends. */
export function placeLineLabel(line: number): { readonly x: number; readonly y: number } {
  return { x: GRID_LABEL_WIDTH - 5, y: GRID_LABEL_HEIGHT + (line + 0.7) * GRID_STEP };
}

/** The mark at a point of a grid's drawing, if there is one. */
export function findMarkAt(marks: readonly GridMark[], x: number, y: number): GridMark | undefined {
  const column = Math.floor((x - GRID_LABEL_WIDTH) / GRID_STEP);
  const line = Math.floor((y - GRID_LABEL_HEIGHT) / GRID_STEP);
  return marks.find((mark) => mark.column === column && mark.line === line);
}

/** Width and height of a grid's drawing. */
export function sizeGrid({ columns, lines }: Pick<AtlasGrids, 'columns' | 'lines'>): {
  readonly width: number;
  readonly height: number;
} {
  return { width: GRID_LABEL_WIDTH + columns.length * GRID_STEP, height: GRID_LABEL_HEIGHT + lines.length * GRID_STEP + 2 };
}
