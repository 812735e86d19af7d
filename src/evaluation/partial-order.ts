/** A pair of methods on one track, as its board judged it. */
export interface JudgedPair {
  readonly track: string;
  readonly better: string;
  readonly worse: string;
}

/** One method above another: separated on some tracks, and never the other way round. */
export interface Precedence {
  readonly above: string;
  readonly below: string;
  /** Tracks on which the pair is separated, in the order given. */
  readonly tracks: readonly string[];
}

/** What the separated pairs of all tracks say of methods, without any mean across tracks. */
export interface PartialOrder {
  readonly precedences: readonly Precedence[];
  /** Pairs that are separated one way on some tracks and the other way on others: not ordered. */
  readonly conflicts: readonly { readonly first: string; readonly second: string; readonly tracks: readonly string[] }[];
}

/**
 * Joins the separated pairs of several boards. A pair that never met, or was never separated, is simply not ordered, so that missing
 * entries neither help nor hurt. It is no transitive closure: each line rests on a comparison that was made.
 *
 * @param separated every separated pair, board after board
 */
export function findPartialOrder(separated: readonly JudgedPair[]): PartialOrder {
  const key = (a: string, b: string) => JSON.stringify(a < b ? [a, b] : [b, a]);
  const groups = [...Map.groupBy(separated, ({ better, worse }) => key(better, worse))].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const precedences: Precedence[] = [];
  const conflicts: { first: string; second: string; tracks: string[] }[] = [];
  for (const [, pairs] of groups) {
    const { better, worse } = pairs[0]!;
    const tracks = pairs.map(({ track }) => track);
    if (pairs.every((pair) => pair.better === better)) precedences.push({ above: better, below: worse, tracks });
    else conflicts.push({ first: better < worse ? better : worse, second: better < worse ? worse : better, tracks });
  }
  return { precedences, conflicts };
}
