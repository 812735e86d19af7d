import { DGPS } from '../suite/dgps/catalogue.ts';
import { GEOMETRIES } from '../suite/geometries/catalogue.ts';
import type { AtlasCell } from './atlas.ts';

/** A line of the table: what the codes are, and the cell under each column. */
export interface ValidityRow {
  readonly geometry: string;
  readonly title: string;
  /** One per column; null where the atlas has no such cell. */
  readonly cells: readonly (AtlasCell | null)[];
}

/** Validity of one metric: geometries down, DGPs across. */
export interface ValidityTable {
  readonly columns: readonly { readonly dgp: string; readonly title: string }[];
  readonly rows: readonly ValidityRow[];
}

/**
 * Arranges the cells of one metric. Lines and columns without any cell are left out; the suite's order holds.
 *
 * @param cells of one metric and part, at most one for each DGP and geometry
 */
export function arrangeValidity(cells: readonly AtlasCell[]): ValidityTable {
  const columns = DGPS.filter(({ id }) => cells.some(({ dgp }) => dgp === id)).map(({ id, title }) => ({ dgp: id, title }));
  const rows = GEOMETRIES.filter(({ id }) => cells.some(({ geometry }) => geometry === id)).map(({ id, title }) => ({
    geometry: id,
    title,
    cells: columns.map(({ dgp }) => cells.find((cell) => cell.dgp === dgp && cell.geometry === id) ?? null),
  }));
  return { columns, rows };
}
