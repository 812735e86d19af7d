import { DGPS } from '../suite/dgps/catalogue.ts';
import { GEOMETRIES } from '../suite/geometries/catalogue.ts';

/** A DGP or geometry as pages name it. */
interface Named {
  readonly id: string;
  readonly title: string;
}

/** DGPs and geometries of which the atlas has no cell yet, in the order of their lists. */
export function listUncomputed(cells: readonly { readonly dgp: string; readonly geometry: string }[]): Named[] {
  const known = new Set(cells.flatMap(({ dgp, geometry }) => [dgp, geometry]));
  return [...DGPS, ...GEOMETRIES].filter(({ id }) => !known.has(id));
}
