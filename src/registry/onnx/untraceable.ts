/** A node whose result cannot be shown to be a function of one observation, or cannot be computed at all. */
export class Untraceable extends Error {
  /** Follows the node's name in a message. */
  readonly what: string;
  readonly fix: string;

  constructor(what: string, fix: string) {
    super(what);
    this.what = what;
    this.fix = fix;
  }
}

export const ONE_OBSERVATION = 'make it a function of one observation (no statistics of the batch)';

/** Rows of the batch would meet. */
export function mixes(what: string, fix: string = ONE_OBSERVATION): never {
  throw new Untraceable(what, fix);
}

/** Rows may not meet, but that does not follow from the file. */
export function unclear(what: string): never {
  throw new Untraceable(
    `${what}, so that its rows cannot be followed`,
    'export with constant sizes and axes, only the batch dynamic',
  );
}

/** The runtime could not compute it for any batch. */
export function impossible(what: string): never {
  throw new Untraceable(what, 'load the model with onnxruntime and run it on a batch of 1 and of 1000 rows');
}
