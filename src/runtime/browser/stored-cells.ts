import type { AtlasExcerpt } from '../../evaluation/atlas-excerpt.ts';

const fetched = new Map<string, Promise<readonly AtlasExcerpt[]>>();

async function load(url: string): Promise<readonly AtlasExcerpt[]> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`The cells of the atlas could not be loaded (HTTP ${response.status}).`);
  return (await response.json()) as readonly AtlasExcerpt[];
}

/** What the atlas holds on a DGP with a geometry; asked for once. @param folder absolute address of the files */
export function loadStoredCells(folder: string, dgp: string, geometry: string): Promise<readonly AtlasExcerpt[]> {
  const url = `${folder}${dgp}-${geometry}.json`;
  const known = fetched.get(url);
  if (known) return known;
  const loading = load(url);
  fetched.set(url, loading);
  // A failure is not kept: the next setting may find the network back.
  loading.catch(() => fetched.delete(url));
  return loading;
}
