/** Most nodes that are searched in one pass: a tree of depth 3 has four nodes at its last splitting depth. */
export const MOST_LANES = 4;

/** Magnitudes of the deviations of a root sum to about this; each depth may double it. */
export const ROOT_MAGNITUDE = 2 ** 50;

/** Adding and subtracting this rounds a number below 2⁵¹ to the nearest integer. */
const ROUNDER = 1.5 * 2 ** 52;

/** The nearest integer of a number below 2⁵¹ in magnitude. */
export function nearestInteger(value: number): number {
  return value + ROUNDER - ROUNDER;
}

/**
 * The nodes of one depth of a tree under construction that are searched together, one *lane* each, with the residuals of all rows
 * as integers.
 *
 * A row's *deviation* is its residual less the centre of its node, scaled and rounded; the magnitudes of a node sum to less than
 * 2⁵³. So every sum is exact and does not depend on the order of addition: two columns that offer the same partition score the same
 * to the last bit, and a tie is a tie.
 */
export interface Frontier {
  /** 1, 2 or 4. The last lanes may stand for rows of no open node, or for no rows: their size is 0. */
  lanes: number;
  /** By lane: rows of the node, at least 2; 0 where there is nothing to search. */
  readonly sizes: Int32Array;
  /** By lane: sum of the deviations of the node, at most half a unit per row. */
  readonly sums: Float64Array;
  /** Largest magnitude of a deviation. */
  largest: number;
  /** By row: number of its node, from the left. */
  leaves: Uint8Array;
  /** By row. */
  deviations: Float64Array;
  /** By row, `lanes` numbers each: the row's deviation in its lane, and zeros. */
  table: Float64Array;
  /** By row: see `tagOf`. Not needed for one lane. */
  tags: Int32Array;
}

/** What marks a row of a lane: sums of up to 255 tags count the rows of each lane, one byte each. */
export function tagOf(lane: number): number {
  return 1 << (8 * lane);
}

/** The lane of a tag. */
export function laneOf(tag: number): number {
  return (31 - Math.clz32(tag)) >> 3;
}

export function createFrontier(): Frontier {
  return {
    lanes: 1,
    sizes: new Int32Array(MOST_LANES),
    sums: new Float64Array(MOST_LANES),
    largest: 0,
    leaves: new Uint8Array(0),
    deviations: new Float64Array(0),
    table: new Float64Array(0),
    tags: new Int32Array(0),
  };
}
