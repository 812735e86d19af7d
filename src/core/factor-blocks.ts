/** Columns of the factors by block, where no more than blocks can be recovered. Together they are all factors, each once. */
export interface FactorBlocks {
  /** What the codes ought to hold. */
  readonly content: readonly number[];
  /** What they ought to leave out. */
  readonly style: readonly number[];
}
