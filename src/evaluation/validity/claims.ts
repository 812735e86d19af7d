import { METRICS, type MetricKey } from '../../metrics/catalogue.ts';
import type { MetricResult } from '../../metrics/metric.ts';
import type { ValidityPredicate, ValidityScope } from './draw-truth.ts';
import type { FailureKind } from './kinds.ts';
import type { Dressing } from './sampler.ts';

/** What is asked of codes: the same kinds for every metric that claims it. */
export interface ValidityClaim {
  /** Equal for two claims if and only if the same cells decide about them. */
  readonly id: string;
  readonly predicates: readonly ValidityPredicate[];
  readonly scope: ValidityScope;
  /** Failures that a metric must tell from the successes. */
  readonly failures: readonly FailureKind[];
  readonly dressing: Dressing;
}

const ALL_ELEMENTWISE: readonly FailureKind[] = [
  'null',
  'linear',
  'nonlinear',
  'bent',
  'folded',
  'lost',
  'leaked',
  'one-leaked',
  'noise',
  'groups',
];
const WITHOUT_ORDER = ALL_ELEMENTWISE.filter((kind) => kind !== 'bent');

/** Failures of each predicate. */
const FAILURES_OF: Readonly<Record<ValidityPredicate, readonly FailureKind[]>> = {
  'affine-elementwise': ALL_ELEMENTWISE,
  'monotone-elementwise': WITHOUT_ORDER,
  elementwise: WITHOUT_ORDER,
  compact: ['null', 'linear', 'nonlinear', 'folded', 'lost', 'leaked', 'doubled'],
  modular: ['null', 'linear', 'nonlinear', 'leaked', 'one-leaked'],
  'affinely-decodable': ['null', 'nonlinear', 'bent', 'lost', 'noise'],
  'linear-explicit': ['null', 'nonlinear', 'lost', 'noise'],
  informative: ['null', 'lost', 'noise'],
  block: ['null', 'lost', 'noise'],
  isometric: ['null', 'nonlinear', 'bent', 'lost', 'unequal-scales'],
  'explicit-given-informed': ['nonlinear', 'bent'],
  'measurement-structure': ['null', 'linear', 'nonlinear', 'lost', 'leaked'],
};

/** What is still a failure where only the factors that the codes inform of count. */
const UNSEEN_BY_INFORMED: readonly FailureKind[] = ['folded', 'lost'];
/** Failures of fewer codes than factors, where only as many factors count as there are codes. */
const KEPT_FAILURES: readonly FailureKind[] = ['null', 'linear', 'nonlinear'];

const KIND_ORDER: readonly FailureKind[] = [...ALL_ELEMENTWISE, 'doubled', 'unequal-scales'];

function failuresOf(predicates: readonly ValidityPredicate[], scope: ValidityScope): FailureKind[] {
  const wanted = new Set(scope === 'kept' ? KEPT_FAILURES : predicates.flatMap((predicate) => FAILURES_OF[predicate]));
  if (scope === 'informed' && predicates.includes('compact')) for (const kind of UNSEEN_BY_INFORMED) wanted.delete(kind);
  return KIND_ORDER.filter((kind) => wanted.has(kind));
}

/** A claim of some predicates together. @param scope which factors or codes count */
export function claimOf(predicates: readonly ValidityPredicate[], scope: ValidityScope = 'all'): ValidityClaim {
  const names = predicates.join('+');
  return {
    id: scope === 'all' ? names : `${names}/${scope}`,
    predicates,
    scope,
    failures: failuresOf(predicates, scope),
    dressing: {
      surplus: predicates.includes('compact') ? 'noise' : 'copies',
      scales: predicates.includes('isometric') ? 'equal' : 'own',
    },
  };
}

/** Metrics whose certificate is narrower than the predicate of the catalogue. */
const NARROWER: Readonly<Partial<Record<MetricKey, ValidityClaim>>> = {
  cka: claimOf(['isometric']),
  dci_es: claimOf(['explicit-given-informed']),
  infoc_corrected: claimOf(['compact'], 'informed'),
};

const MATCHED: readonly ValidityPredicate[] = ['affine-elementwise', 'monotone-elementwise', 'elementwise'];

/** A number of a metric with what its maximum says. */
export interface MetricClaim {
  readonly metric: MetricKey;
  /** Name of the part; `score` is the headline number itself. */
  readonly part: string;
  readonly claim: ValidityClaim;
}

/** What a metric's ranking number says of the codes. */
export function claimOfMetric(metric: MetricKey): MetricClaim {
  const { certifies, rankPart } = METRICS[metric];
  return { metric, part: rankPart, claim: NARROWER[metric] ?? claimOf(certifies) };
}

/** Every claim of a metric: its ranking number, and where codes are matched one to one the mean over the matched pairs. */
export function claimsOfMetric(metric: MetricKey): MetricClaim[] {
  const main = claimOfMetric(metric);
  const { predicates } = main.claim;
  if (main.part !== 'coverage' || !predicates.some((predicate) => MATCHED.includes(predicate))) return [main];
  return [main, { metric, part: 'matched', claim: claimOf(predicates, 'kept') }];
}

/** A claim's number in a result, or null where the metric refuses. */
export function readNumber(part: string, result: MetricResult): number | null {
  if (part === 'score' || result.score === null) return result.score;
  const value = result.parts[part];
  return typeof value === 'number' ? value : null;
}
