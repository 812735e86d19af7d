/** Rows that are worked on at a time: their derivatives stay in the processor's cache. */
export const BLOCK_ROWS = 64;

/** Classes of a row of coefficients are padded with unused ones up to a multiple of it. */
export const CLASS_STEP = 4;

/** A probability below e^−40 cannot change a float64 sum that holds one above e^−3 (the largest of 20 is at least 1/20). */
export const NEGLIGIBLE_LOGIT = -40;

/** What one pass over the rows finds: with both, −ln p of row i is ln(sums[i]) − owns[i]. */
export interface LogisticPass {
  /** By row: sum of e^(logit − largest logit). */
  readonly sums: Float64Array;
  /** By row: own logit − largest logit. */
  readonly owns: Float64Array;
  /** Writes the gradient of the weighted loss without its penalty; `sums` and `owns` are valid until the next run of any pass. */
  run(coefficients: Float64Array, gradient: Float64Array): void;
}
