import type { BestSplit } from './best-split.ts';
import type { Frontier } from './frontier.ts';

/** Tries all cuts of a column through the nodes of a frontier. */
export interface ColumnScanner {
  /** Makes room for a new tree: `frontier.table` and `frontier.tags` are set and may be filled. */
  attach(frontier: Frontier): void;
  /** To be called when a frontier was filled, before its first `scan`. */
  begin(frontier: Frontier): void;
  /** Offers cuts of `column` to `bests` (by lane), but for some that are surely not the best. */
  scan(frontier: Frontier, column: number, bests: readonly BestSplit[]): void;
}
