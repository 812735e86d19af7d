import { storedRow, type AtlasExcerpt, type FoundCell } from '../../evaluation/atlas-excerpt.ts';
import { COMPUTED_METRICS, listClaims } from '../../evaluation/claims.ts';
import type { Verdict } from '../../evaluation/verdict.ts';
import { METRICS, type MetricKey } from '../../metrics/catalogue.ts';
import { BASE_TABLE } from '../atlas-cells.ts';
import { MISLEADING } from '../board-validity.ts';

/** What the atlas says of one metric on codes of a kind. */
export interface MetricValidity {
  readonly part: string;
  readonly verdict: Verdict;
  readonly mean: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  readonly seeds: number;
}

/** The cell that codes are judged by, and what it says of each metric that the atlas follows there. */
export interface ArrayValidity {
  readonly dgp: string;
  readonly geometry: string;
  readonly metrics: Readonly<Partial<Record<MetricKey, MetricValidity>>>;
}

/** The cell at the defaults of DGP and geometry, or null where the atlas has none. @param excerpts of that DGP and geometry */
export function judgeArrays(excerpts: readonly AtlasExcerpt[]): ArrayValidity | null {
  for (const excerpt of excerpts)
    for (const stored of excerpt.cells) {
      if (stored.table !== BASE_TABLE) continue;
      const found: FoundCell = { excerpt, stored };
      const entries = COMPUTED_METRICS.flatMap((key): [MetricKey, MetricValidity][] => {
        const claim = listClaims([key]).find(({ part }) => part === METRICS[key].rankPart)!;
        const row = storedRow(found, claim);
        if (row === null) return [];
        const [mean, lower, upper, verdict, , seeds] = row;
        return [[key, { part: claim.part, verdict: excerpt.verdicts[verdict]!, mean, lower, upper, seeds }]];
      });
      return { dgp: stored.dgp, geometry: stored.geometry, metrics: Object.fromEntries(entries) };
    }
  return null;
}

/** Whether a score may be taken for what it says. */
export function isTrusted(validity: MetricValidity): boolean {
  return validity.verdict === 'calibrated';
}

/** Whether a score must not be taken for what it says. */
export function isMisleading(validity: MetricValidity): boolean {
  return MISLEADING.includes(validity.verdict);
}
