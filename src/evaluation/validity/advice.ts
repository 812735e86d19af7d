import type { MetricKey } from '../../metrics/catalogue.ts';
import { runBattery, type BatteryAnswer, type BatteryStep } from './battery.ts';
import { claimOf, claimOfMetric, type ValidityClaim } from './claims.ts';
import type { Stratum } from './draw.ts';
import type { ValidityPredicate } from './draw-truth.ts';
import type { Looks } from './error-rate.ts';
import type { Judgement, Standing } from './standing.ts';

/** What a metric is good for in the asked setting. */
export type AdviceGroup = 'use' | 'weaker-question' | 'breaks-its-claim' | 'undecided';

/** One metric in the asked setting. */
export interface Advice {
  readonly name: string;
  readonly control: boolean;
  readonly group: AdviceGroup;
  /** For the asked class. */
  readonly asked: Judgement;
  /** For the metric's own claim, where that is another one. */
  readonly own: Judgement | null;
  readonly sentence: string;
}

/** What is asked: a class, at exactly these sizes. */
export interface AdviceRequest {
  readonly stratum: Stratum;
  readonly predicate: ValidityPredicate;
  readonly metrics: readonly MetricKey[];
  readonly looks: Looks;
}

const GROUP_ORDER: readonly AdviceGroup[] = ['use', 'weaker-question', 'breaks-its-claim', 'undecided'];

function separates({ is }: Standing): boolean {
  return is === 'separates-at' || is === 'separates-between';
}

function groupOf(asked: Judgement, own: Judgement | null): AdviceGroup {
  if (separates(asked.standing)) return 'use';
  const itself = (own ?? asked).standing;
  if (separates(itself)) return 'weaker-question';
  return itself.is === 'does-not-separate' || itself.is === 'gives-no-score' ? 'breaks-its-claim' : 'undecided';
}

function standingWords(standing: Standing): string {
  switch (standing.is) {
    case 'separates-at':
      return `separates at ${standing.threshold}`;
    case 'separates-between':
      return `separates between ${standing.above} and ${standing.below}`;
    case 'does-not-separate':
      return `does not separate (${standing.kinds.join(', ')})`;
    case 'gives-no-score':
      return 'gives no score';
    case 'cannot-be-tested':
      return standing.why === 'no-success'
        ? 'cannot be tested: no codes attain the class here'
        : 'cannot be tested: its failures do not exist here';
    case 'not-covered':
      return 'is not covered';
    case 'undecided':
      return `is undecided (${standing.open.join(', ')})`;
  }
}

function boundWords({ window, rates }: Judgement): string {
  if (window === undefined) return '';
  const draws = Math.min(...rates.map((rate) => rate.draws));
  const confidence = draws >= 59 ? ', so 95% of such draws lie within, with 95% confidence' : '';
  const below = window.below === null ? 'without a score' : `at least ${window.below} (${window.lowest})`;
  return `; of the kinds tried, failures score at most ${window.above} (${window.highest}) and successes ${below} (${draws} draws each${confidence})`;
}

function sentenceOf(name: string, asked: Judgement, own: Judgement | null, { stratum }: AdviceRequest): string {
  const { law, n, m } = stratum;
  const where = `${law.words}, n = ${n}, d = ${law.d}, m = ${m}`;
  const itself = own === null ? '' : `; for its own claim it ${standingWords(own.standing)}`;
  return `${name} ${standingWords(asked.standing)} for ${where}${boundWords(asked)}${itself}.`;
}

function* answersFor(
  request: AdviceRequest,
  claim: ValidityClaim,
  metrics: readonly MetricKey[],
): Generator<BatteryStep, BatteryAnswer[]> {
  return yield* runBattery({ stratum: request.stratum, claim, metrics, looks: request.looks });
}

/**
 * Which metrics tell the asked class apart here, and which only answer a weaker question: every number comes of draws at exactly the asked law, n, d and m.
 * Controls are judged as metrics are.
 */
export function* advise(request: AdviceRequest): Generator<BatteryStep, Advice[]> {
  const asked = claimOf([request.predicate]);
  const answers = yield* answersFor(request, asked, request.metrics);
  const claims = new Map<string, { readonly claim: ValidityClaim; readonly metrics: MetricKey[] }>();
  for (const metric of request.metrics) {
    const { claim } = claimOfMetric(metric);
    if (claim.id === asked.id) continue;
    const group = claims.get(claim.id) ?? { claim, metrics: [] };
    group.metrics.push(metric);
    claims.set(claim.id, group);
  }
  const own = new Map<string, Judgement>();
  for (const { claim, metrics } of claims.values())
    for (const answer of yield* answersFor(request, claim, metrics)) if (!answer.control) own.set(answer.name, answer.judgement);
  return answers
    .map(({ name, control, judgement }): Advice => {
      const itself = own.get(name) ?? null;
      return {
        name,
        control,
        group: groupOf(judgement, itself),
        asked: judgement,
        own: itself,
        sentence: sentenceOf(name, judgement, itself, request),
      };
    })
    .sort((a, b) => GROUP_ORDER.indexOf(a.group) - GROUP_ORDER.indexOf(b.group) || Number(a.control) - Number(b.control));
}
