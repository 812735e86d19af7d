import { LEAVES } from './tree.ts';

/** How the rows of one depth move to the next. */
export interface RowDescent {
  /** By node: a row goes left where its rank in this column is at most `lastRanks`. */
  readonly columns: Int32Array;
  readonly lastRanks: Int32Array;
  /** By child: what is subtracted from the deviations of its rows. */
  readonly shifts: Float64Array;
  /** By child: lane of its rows. */
  readonly lanes: Int32Array;
}

export function createRowDescent(): RowDescent {
  return {
    columns: new Int32Array(LEAVES),
    lastRanks: new Int32Array(LEAVES),
    shifts: new Float64Array(LEAVES),
    lanes: new Int32Array(LEAVES),
  };
}
