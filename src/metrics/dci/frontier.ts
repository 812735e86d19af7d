/** Most nodes that are searched in one pass: a tree of depth 3 has four nodes at its last splitting depth. */
export const MOST_LANES = 4;

/**
 * The nodes of one depth of a tree under construction that are searched together, one *lane* each, with the residuals of all rows
 * as integers.
 *
 * Integers make every sum exact, so that it does not depend on the order of addition: two columns that offer the same partition
 * score the same to the last bit, and a tie is a tie.
 */
export interface Frontier {
  /** 1, 2 or 4. One lane of two or four may stand for all rows of no open node: its size is 0. */
  lanes: number;
  /** By lane: rows of the node; 0 where there is nothing to search. */
  readonly sizes: Int32Array;
  /** By lane: sum of `deviations` over the node, at most half a unit per row. */
  readonly sums: Float64Array;
  /** By row: residual less the centre of its node, scaled and rounded; the magnitudes of a node sum to less than 2⁵³. */
  readonly deviations: Float64Array;
  /** By row: `deviations · COARSENESS` as an integer; where there are several lanes, a multiple of 4 plus the row's lane. */
  readonly coarse: Int32Array;
  /** Largest magnitude in `coarse`. */
  largestCoarse: number;
}

/** Factor from deviations to coarse ones. Sums of coarse ones over the first rows of any column stay below 2³¹. */
const COARSENESS = 2 ** -21;

/** Magnitudes of the deviations of the root sum to about this; each depth may double it. */
export const ROOT_MAGNITUDE = 2 ** 50;

/** Adding and subtracting this rounds a number below 2⁵¹ to the nearest integer. */
const ROUNDER = 1.5 * 2 ** 52;

/** The nearest integer of a number below 2⁵¹ in magnitude. */
export function nearestInteger(value: number): number {
  return value + ROUNDER - ROUNDER;
}

/** Coarse deviation where all rows are in one lane: at most one unit off. */
export function coarsen(deviation: number): number {
  return (deviation * COARSENESS) | 0;
}

/** Coarse deviation that carries the row's lane in its lowest two bits: at most seven units off. */
export function coarsenInLane(deviation: number, lane: number): number {
  return (((deviation * (COARSENESS / MOST_LANES)) | 0) << 2) | lane;
}

/** Deviation that a coarse one stands for. */
export function refine(coarse: number): number {
  return coarse / COARSENESS;
}

/** A frontier for `rows` rows, to be filled. */
export function createFrontier(rows: number): Frontier {
  return {
    lanes: 1,
    sizes: new Int32Array(MOST_LANES),
    sums: new Float64Array(MOST_LANES),
    deviations: new Float64Array(rows),
    coarse: new Int32Array(rows),
    largestCoarse: 0,
  };
}
