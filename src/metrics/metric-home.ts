import type { MetricKey } from './entries.ts';
import type { MetricEntry } from './metric-entry.ts';
import type { AnyMetricGroup } from './metric-group.ts';

/** Sizes at which the time of one draw is measured: (n, d, m) = (1000, 5, 5) and one thing changed. */
export type CostPoint = 'base' | 'n = 100' | 'n = 10000' | 'd = 10' | 'd = 20' | 'm = 2d' | 'm = 5d';

/** What a computation costs. Metrics that share one share this too. */
export interface ComputationCost {
  /**
   * Milliseconds of one draw, measured once on one core of a small x86-64 machine and rounded up. They are data: which cells the atlas holds
   * depends on them and not on the machine that computes it. Absent until measured: the class of cost then stands for them.
   */
  readonly milliseconds?: Readonly<Record<CostPoint, number>>;
  /** How the time should grow, from what the definition demands. */
  readonly growth: {
    readonly law: string;
    readonly reason: string;
  };
}

/** Everything that is a metric's own: `src/metrics/<key>/index.ts`. Its page's prose is `content/metrics/<key>.mdx`. */
export interface MetricHome<Key extends MetricKey = MetricKey> extends ComputationCost {
  readonly entry: MetricEntry<Key>;
  /** Computes it, alone or with others of its family. */
  readonly computation: AnyMetricGroup;
}
