import type { FactorBlocks } from '../core/factor-blocks.ts';
import type { Matrix } from '../core/matrix.ts';

/** Anything that JSON can hold. Matrices are nested row-major lists, indices count from 0, undefined entries are null. */
export type PartValue = number | string | boolean | null | readonly PartValue[] | { readonly [name: string]: PartValue };

/** A remark on a score: a constant column, a refused n, a fit that did not converge. */
export interface Diagnostic {
  /** Stable kebab-case name, for programs. */
  readonly code: string;
  /** One plain sentence, for people. */
  readonly message: string;
}

/** What codes that know nothing of the factors would score, and whether the score is any higher. */
export interface Chance {
  /** Name of the part that is compared; `score` is the headline number itself. */
  readonly part: string;
  /** Mean over independent codes, for this many rows, factors and codes. */
  readonly expected: number;
  /** Standard deviation of such scores, as far as it is known. */
  readonly deviation: number;
  /** Whether the part lies more than two standard deviations above the mean. */
  readonly exceeded: boolean;
}

/** What a metric says of two arrays. Higher is better. */
export interface MetricResult {
  /** The headline number, or null where none exists: then the first diagnostic is the reason. */
  readonly score: number | null;
  /** Everything behind the score, under the names that the metric's page documents. */
  readonly parts: Readonly<Record<string, PartValue>>;
  readonly diagnostics: readonly Diagnostic[];
  /** Where it is known what chance alone would reach. */
  readonly chance?: Chance;
}

/** How rows are divided where a metric fits on some and scores on others. */
export type SplitRule = 'ordered' | 'seeded';

export interface MetricOptions {
  /** Root of every random stream that a metric uses. Default 0. */
  readonly seed?: number | string;
  /** `ordered`: the first 80% of rows fit, the rest score. `seeded`: a random 80%. Default `ordered`. */
  readonly split?: SplitRule;
  /** Rows to fit on, overriding `split`; all other rows score. */
  readonly trainRows?: ArrayLike<number>;
  /** Blocks of factors, where codes ought to hold one of them alone. */
  readonly blocks?: FactorBlocks;
  /** Fold of each row for cross-fitted metrics (0 … K−1), overriding the seeded folds. */
  readonly folds?: ArrayLike<number>;
  /** Row permutations behind the permutation null of `mcc_pearson` and `mcc_spearman`. Default 0: each costs as much as the metric. */
  readonly permutations?: number;
}

/** A null score with its reason. */
export function refuse(code: string, message: string): MetricResult {
  return { score: null, parts: {}, diagnostics: [{ code, message }] };
}

/** The two arrays under test. Both have n rows: factors are n × d, codes n × m. */
export interface Arrays {
  readonly factors: Matrix;
  readonly codes: Matrix;
}
