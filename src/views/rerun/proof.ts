import { collectInstanceScores, type ScoredModel } from '../../evaluation/instance-scores.ts';
import { mean } from '../../core/statistics/mean.ts';
import type { MetricScalars } from '../../registry/record.ts';
import { formatCount, formatQuantity, formatScore } from '../format.ts';

/** The number that the page shows first, as the record gives it. */
export interface Headline {
  readonly metric: string;
  readonly part: string;
  /** Mean over all instances of the record, training seeds averaged within each. */
  readonly main: number;
  /** Instances of the record. */
  readonly instances: number;
  /** Models of the record: instances times training seeds. */
  readonly models: number;
  readonly twin: { readonly mean: number; readonly instances: number; readonly models: number } | null;
}

/** A model that was recomputed, and whether codes and metrics have the record's bits. */
export interface ComparedModel {
  readonly variant: 'main' | 'twin';
  readonly instance: number;
  readonly seed: string;
  readonly identical: boolean;
  readonly metrics: Readonly<Record<string, MetricScalars>>;
}

/** What a rerun has shown of one mean of the record. */
export interface Proof {
  readonly recorded: number;
  /** The same mean of the recomputed scores; null before every model of the record was recomputed. */
  readonly recomputed: number | null;
  readonly instances: number;
  readonly compared: number;
  readonly identical: number;
}

function proofOf(
  models: readonly ComparedModel[],
  { metric, part }: Headline,
  { mean: recorded, instances, models: expected }: { mean: number; instances: number; models: number },
): Proof {
  const scored: readonly ScoredModel[] = models;
  const scores = [...collectInstanceScores(scored, metric, part).scores].toSorted(([a], [b]) => a - b).map(([, score]) => score);
  const byInstance = Map.groupBy(models, ({ instance }) => instance);
  return {
    recorded,
    recomputed: models.length === expected ? mean(scores) : null,
    instances,
    compared: byInstance.size,
    identical: [...byInstance.values()].filter((own) => own.every(({ identical }) => identical)).length,
  };
}

/** What the compared models show of the headline, and of its twin where some of the twin's models were compared. */
export function proveHeadline(headline: Headline, models: readonly ComparedModel[]): { main: Proof; twin: Proof | null } {
  const of = (variant: ComparedModel['variant']) => models.filter((model) => model.variant === variant);
  const { main, twin, instances } = headline;
  const twins = of('twin');
  return {
    main: proofOf(of('main'), headline, { mean: main, instances, models: headline.models }),
    twin: twin === null || twins.length === 0 ? null : proofOf(twins, headline, twin),
  };
}

function sentence(name: string, { recorded, recomputed, instances, compared, identical }: Proof): string {
  const shown = formatScore(recorded);
  if (recomputed === null) {
    const run = `${formatCount(compared)} of ${formatQuantity(instances, 'instance')} run, ${formatCount(identical)} identical`;
    return `${run}: ${name} ${shown} is the mean of all ${instances}, so it is not reproduced yet.`;
  }
  const what = `${name} ${shown} is the mean of ${formatQuantity(instances, 'instance')}: ${identical} of ${instances} identical`;
  return identical === instances && recomputed === recorded
    ? `${what}, and so is the mean.`
    : `${what}; recomputed, the mean is ${formatScore(recomputed, PRECISE)}.`;
}

/** Decimals that show a difference which the page's three hide. */
const PRECISE = 9;

/** The sentences that end a rerun: which numbers of the page it proved, and which it did not. */
export function describeProof({ main, twin }: ReturnType<typeof proveHeadline>): string {
  const sentences = [sentence('the headline', main), ...(twin ? [sentence('the must-fail twin’s', twin)] : [])];
  return sentences.map((text) => text[0]!.toUpperCase() + text.slice(1)).join(' ');
}
