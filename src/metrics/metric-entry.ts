import type { MetricKey } from './entries.ts';

/** What a metric's maximum certifies of the codes. The truth table of the suite speaks of the same properties. */
export type Predicate =
  | 'affine-elementwise'
  | 'monotone-elementwise'
  | 'elementwise'
  | 'affinely-decodable'
  | 'modular'
  | 'compact'
  | 'informative'
  | 'linear-explicit'
  | 'block'
  | 'measurement-structure';

/** What pages and boards need to know of a metric without computing it: `src/metrics/<key>/entry.ts`. */
export interface MetricEntry<Key extends MetricKey = MetricKey> {
  readonly key: Key;
  readonly title: string;
  /** Name of its computation, which several metrics may share. */
  readonly group: string;
  /** The part that ranks a board; `score` is the headline number itself. */
  readonly rankPart: string;
  /** Smallest and largest possible value. */
  readonly range: readonly [number, number];
  /** What holds of the codes when the metric is at its maximum. */
  readonly certifies: readonly Predicate[];
  /** Whether the value depends on the seed even where the rows to fit on are given. */
  readonly stochastic: boolean;
  /** `slow`: more than about a second at n = 20,000 and d = m = 10. */
  readonly cost: 'fast' | 'slow';
  /** Keys of `content/references.json`, the paper that defines the metric first. */
  readonly sources: readonly [string, ...string[]];
}
