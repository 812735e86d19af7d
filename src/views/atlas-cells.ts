import type { AtlasCell } from '../evaluation/atlas-document.ts';
import { METRICS, type MetricKey } from '../metrics/catalogue.ts';

/** Table of the atlas with every DGP and geometry at their defaults. */
export const BASE_TABLE = 'base';

/** Cells of one table. */
export function selectTable(cells: readonly AtlasCell[], id: string): AtlasCell[] {
  return cells.filter(({ table }) => table === id);
}

/** Cells of one table, under the part of each metric that ranks. */
export function selectRankingCells(cells: readonly AtlasCell[], table: string): AtlasCell[] {
  return selectTable(cells, table).filter(({ metric, part }) => part === METRICS[metric].rankPart);
}

/** Cells at the defaults of DGP and geometry, under the part of each metric that ranks. */
export function selectBaseCells(cells: readonly AtlasCell[]): AtlasCell[] {
  return selectRankingCells(cells, BASE_TABLE);
}

/** The cells of one metric, by part and then by table. The part that ranks comes first. */
export function groupMetricCells(cells: readonly AtlasCell[], metric: MetricKey): { part: string; tables: AtlasCell[][] }[] {
  const parts = Map.groupBy(
    cells.filter((cell) => cell.metric === metric),
    ({ part }) => part,
  );
  const { rankPart } = METRICS[metric];
  return [...parts]
    .toSorted(([a], [b]) => Number(b === rankPart) - Number(a === rankPart))
    .map(([part, own]) => ({ part, tables: [...Map.groupBy(own, ({ table }) => table).values()] }));
}
