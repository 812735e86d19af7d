/** The part that tests use of a package without types of its own. */
declare module '@citation-js/core' {
  /** Reads citations in any format that a plug-in knows. */
  export class Cite {
    constructor(text: string);
    readonly data: readonly { readonly type: string; readonly title: string }[];
  }
}

declare module '@citation-js/plugin-ris';
