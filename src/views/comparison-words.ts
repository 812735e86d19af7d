import type { PairVerdict } from '../evaluation/pair-verdicts.ts';
import type { MetricWords } from './comparison.ts';

/** What a page says of a pair. */
export const PAIR_VERDICTS: Readonly<Record<PairVerdict, string>> = {
  untested: 'untested: fewer than three common instances',
  tied: 'tied: equal within ±0.02',
  separated: 'separated: the first is better',
  underpowered: 'underpowered: too few common instances',
  unresolved: 'unresolved: neither separated nor tied',
};

/** What the page of comparisons knows of the site, besides the records that it fetches. */
export interface ComparisonWords {
  readonly metrics: MetricWords;
  readonly tracks: Readonly<Record<string, { readonly title: string; readonly metric: string; readonly part: string }>>;
  /** Titles of submissions by slug. */
  readonly titles: Readonly<Record<string, string>>;
}
