import { expandAtlas, type AtlasCell, type AtlasDocument } from '../../../evaluation/atlas-document.ts';
import { selectRankingCells } from '../../../views/atlas-cells.ts';
import { readDocument } from '../read-document.ts';

/** Where a table's numbers lie. */
export interface TablePlace {
  readonly table: string;
  /** File that holds the table, without extension. */
  readonly volume: string;
}

/** Loads files of the atlas as they are asked for, each once. */
export class AtlasVolumes {
  readonly #folder: string;
  readonly #loading = new Map<string, Promise<readonly AtlasCell[]>>();

  /** @param folder address of the files, with a slash at its end */
  constructor(folder: string) {
    this.#folder = folder;
  }

  async #fetch(volume: string): Promise<readonly AtlasCell[]> {
    const response = await fetch(`${this.#folder}${volume}.json`);
    if (!response.ok) throw new Error(`the file ${volume}.json could not be loaded (status ${response.status})`);
    return expandAtlas(await readDocument<AtlasDocument>(response, 'custodes/atlas/2'));
  }

  /** Cells of a table, one part a metric. @throws Error where its file cannot be loaded; asking again tries again */
  async cellsOf({ table, volume }: TablePlace): Promise<AtlasCell[]> {
    let loading = this.#loading.get(volume);
    if (loading === undefined) {
      loading = this.#fetch(volume);
      this.#loading.set(volume, loading);
      loading.catch(() => this.#loading.delete(volume));
    }
    return selectRankingCells(await loading, table);
  }
}
