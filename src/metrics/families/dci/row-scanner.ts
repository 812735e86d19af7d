import type { BestSplit } from './best-split.ts';
import type { Frontier } from './frontier.ts';
import type { RowDescent } from './row-descent.ts';

/** The work that goes over all rows while a tree grows. */
export interface RowScanner {
  /** Makes room for a new tree: sets the arrays of `frontier`, to be filled. They hold until another scanner is attached. */
  attach(frontier: Frontier): void;
  /** To be called when a frontier was filled, before its first `scan`. */
  begin(frontier: Frontier): void;
  /**
   * Offers to `bests` cuts of `column`, but may leave out those that score less than the best so far.
   *
   * @param floors by lane: cuts that score less are not offered either
   */
  scan(frontier: Frontier, column: number, floors: Float64Array, bests: readonly BestSplit[]): void;
  /** Replaces the node of each row by its child, moves its deviation to the child's centre, and fills the tables for the lanes set. */
  descend(frontier: Frontier, descent: RowDescent): void;
  /** Replaces the node of each row by its child. */
  assign(frontier: Frontier, descent: RowDescent): void;
}
