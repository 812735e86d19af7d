import type { AtlasCell } from '../evaluation/atlas-document.ts';
import { DGPS } from '../suite/dgps/catalogue.ts';
import { findGeometry } from '../suite/geometries/catalogue.ts';
import { settingOf } from './atlas-setting.ts';

/** A line of the table: what the codes are, and the cell under each column. */
export interface ValidityRow {
  readonly geometry: string;
  readonly title: string;
  /** What is not at its default, such as `alpha 0.5`; empty at the defaults. */
  readonly setting: string;
  /** One per column; null where the atlas has no such cell. */
  readonly cells: readonly (AtlasCell | null)[];
}

/** Validity of one metric: geometries down, DGPs across. */
export interface ValidityTable {
  readonly columns: readonly { readonly dgp: string; readonly title: string }[];
  readonly rows: readonly ValidityRow[];
}

/**
 * Arranges the cells of one metric part in one table of the atlas. Columns without any cell are left out; lines keep the order of
 * the atlas.
 */
export function arrangeValidity(cells: readonly AtlasCell[]): ValidityTable {
  const columns = DGPS.filter(({ id }) => cells.some(({ dgp }) => dgp === id)).map(({ id, title }) => ({ dgp: id, title }));
  const lines = Map.groupBy(cells, (cell) => JSON.stringify([cell.geometry, settingOf(cell)]));
  const rows = [...lines.values()].map((line) => ({
    geometry: line[0]!.geometry,
    title: findGeometry(line[0]!.geometry).title,
    setting: settingOf(line[0]!),
    cells: columns.map(({ dgp }) => line.find((cell) => cell.dgp === dgp) ?? null),
  }));
  return { columns, rows };
}
