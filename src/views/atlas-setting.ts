import type { AtlasCell } from '../evaluation/atlas-document.ts';
import { BASE_TABLE } from './atlas-cells.ts';

/** What is not at its default. Parameters of a DGP belong to its column: a line is told apart by the geometry, its parameters and the number of codes. */
export function settingOf({ parameters, m, d, table }: Pick<AtlasCell, 'parameters' | 'm' | 'd' | 'table'>): string {
  const named = Object.entries(parameters).map(([name, value]) => `${name} ${value}`);
  return [...named, ...(table !== BASE_TABLE && named.length === 0 ? [`m = ${m}, d = ${d}`] : [])].join(', ');
}
