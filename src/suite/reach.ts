/**
 * The smallest of the atlas's choices of cells that holds a DGP or geometry. Costly metrics are followed on few cells; `full` ones are met by metrics
 * that can be followed everywhere.
 */
export type Reach = 'core' | 'representative' | 'full';

/** Choices of cells, the smallest first: each holds what the ones before it hold. */
export const REACHES: readonly Reach[] = ['core', 'representative', 'full'];

/** The ones that a choice of cells holds. @param choice the largest reach that it takes in */
export function within<Entry extends { readonly reach: Reach }>(choice: Reach, entries: readonly Entry[]): Entry[] {
  return entries.filter(({ reach }) => REACHES.indexOf(reach) <= REACHES.indexOf(choice));
}
