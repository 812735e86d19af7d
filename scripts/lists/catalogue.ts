/** A folder of homes, each with one thing of a kind, and the list that is generated from it. */
export interface Catalogue {
  /** What a home holds, as messages name it. */
  readonly thing: string;
  /** Folder of the homes, from the root of the repository: each home is a folder with an `index.ts`. */
  readonly folder: string;
  /** Path of the list, from the root of the repository. */
  readonly list: string;
  /** The property that names a thing: one export of a home's `index.ts` has it. */
  readonly idProperty: string;
  /** The list's text, before it is formatted. */
  render(homes: readonly Home[]): string;
}

/** One folder of a catalogue. */
export interface Home {
  /** Name of the folder. */
  readonly folder: string;
  /** Name of the export that is the thing. */
  readonly exportName: string;
  readonly id: string;
}
