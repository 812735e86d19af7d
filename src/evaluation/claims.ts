import { METRICS, type MetricKey, type Predicate } from '../metrics/catalogue.ts';
import { METRIC_GROUPS } from '../metrics/metric-groups.ts';
import type { MetricResult } from '../metrics/metric.ts';
import type { Scope } from './certification.ts';

/** One number that a metric gives, and what its maximum is taken to mean. Verdicts are about claims. */
export interface Claim {
  readonly metric: MetricKey;
  /** `score`, or the name of a part. */
  readonly part: string;
  readonly predicates: readonly Predicate[];
  readonly scope: Scope;
}

/** Claims of metrics that match codes to factors one to one. */
const ELEMENTWISE: readonly Predicate[] = ['affine-elementwise', 'monotone-elementwise', 'elementwise'];

function claimsOf(metric: MetricKey): Claim[] {
  const { certifies: predicates, rankPart } = METRICS[metric];
  // Where codes are matched to factors one to one, the mean over matched pairs is the paper's score.
  if (rankPart !== 'coverage' || !predicates.some((predicate) => ELEMENTWISE.includes(predicate)))
    return [{ metric, part: rankPart, predicates, scope: 'all' }];
  return [
    { metric, part: 'matched', predicates, scope: 'kept' },
    { metric, part: 'coverage', predicates, scope: 'all' },
  ];
}

/** Metrics that can be computed, in the order of the catalogue. */
export const COMPUTED_METRICS: readonly MetricKey[] = (Object.keys(METRICS) as MetricKey[]).filter((key) =>
  METRIC_GROUPS.some(({ keys }) => keys.includes(key)),
);

/** Every claim of the given metrics, in the order of the catalogue. */
export function listClaims(metrics: readonly MetricKey[] = COMPUTED_METRICS): Claim[] {
  return COMPUTED_METRICS.filter((key) => metrics.includes(key)).flatMap(claimsOf);
}

/** Name of a claim in tables of scores. */
export function claimName({ metric, part }: Pick<Claim, 'metric' | 'part'>): string {
  return `${metric}.${part}`;
}

/** The claim's number in a result, or null where the metric refuses. */
export function readClaim({ part }: Claim, result: MetricResult): number | null {
  if (part === 'score' || result.score === null) return result.score;
  const value = result.parts[part];
  return typeof value === 'number' ? value : null;
}
