import { configurationOf, resolveCell, type Cell } from '../suite/cell.ts';
import { requestOf, type AtlasDocument, type AtlasRow, type StoredCell } from './atlas-document.ts';
import { claimName, type Claim } from './claims.ts';

/** What one volume of the atlas holds on one DGP with one geometry, and what is needed to recompute it. */
export type AtlasExcerpt = Pick<AtlasDocument, 'id' | 'title' | 'looks' | 'level' | 'verdicts' | 'parts' | 'cells'>;

/** Cells of one DGP and geometry in every volume that has some. */
export function excerptAtlas(volumes: readonly AtlasDocument[], dgp: string, geometry: string): AtlasExcerpt[] {
  return volumes.flatMap(({ id, title, looks, level, verdicts, parts, cells }) => {
    const own = cells.filter((cell) => cell.dgp === dgp && cell.geometry === geometry);
    return own.length === 0 ? [] : [{ id, title, looks, level, verdicts, parts, cells: own }];
  });
}

/** A stored cell with the volume that it stands in. */
export interface FoundCell {
  readonly excerpt: AtlasExcerpt;
  readonly stored: StoredCell;
}

/** The stored cell with exactly this configuration, defaults filled in on both sides; the first volume wins. */
export function findStoredCell(excerpts: readonly AtlasExcerpt[], cell: Cell): FoundCell | null {
  const wanted = JSON.stringify(configurationOf(cell));
  for (const excerpt of excerpts)
    for (const stored of excerpt.cells)
      if (JSON.stringify(configurationOf(resolveCell(requestOf(stored)))) === wanted) return { excerpt, stored };
  return null;
}

/** The row of a claim, or null where the atlas does not follow its metric on this cell. */
export function storedRow({ excerpt, stored }: FoundCell, claim: Pick<Claim, 'metric' | 'part'>): AtlasRow | null {
  const index = excerpt.parts.findIndex((part) => claimName(part) === claimName(claim));
  return stored.results[index] ?? null;
}
