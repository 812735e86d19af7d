import { SPLITS } from './tree.ts';

/**
 * What the last tree found, as a guess of what the next will find. It saves work and changes nothing: columns that won are tried
 * first, and at the root cuts that gain much less than the last winner are passed over until none better is found.
 */
export interface Expectation {
  /** By split: the column that won. */
  readonly columns: Int32Array;
  /** Decrease of the sum of squared residuals at the root; 0 where nothing is known. */
  rootGain: number;
}

export function createExpectation(): Expectation {
  return { columns: new Int32Array(SPLITS), rootGain: 0 };
}
