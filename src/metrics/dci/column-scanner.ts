import type { BestSplit } from './best-split.ts';
import type { Frontier } from './frontier.ts';

/** Tries all cuts of a column through the nodes of a frontier. */
export interface ColumnScanner {
  /** Makes room for a new tree: `frontier.table` and `frontier.tags` are set and may be filled. */
  attach(frontier: Frontier): void;
  /** To be called when a frontier was filled, before its first `scan`. */
  begin(frontier: Frontier): void;
  /**
   * Offers to `bests` cuts of `column`, but may leave out those that score less than the best so far.
   *
   * @param floors by lane: cuts that score less are not offered either
   */
  scan(frontier: Frontier, column: number, floors: Float64Array, bests: readonly BestSplit[]): void;
}
