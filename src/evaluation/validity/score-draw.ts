import { isMetricKey } from '../../metrics/catalogue.ts';
import { measure } from '../../metrics/measure.ts';
import type { Matrix } from '../../core/matrix.ts';
import { storedScore, type Score } from './cell.ts';
import { readNumber, type MetricClaim } from './claims.ts';

/** Scores a draw by something that is looked at as a metric is: metrics of the registry, or controls. */
export type Scorer = (draw: { readonly factors: Matrix; readonly codes: Matrix }, seed: number | string) => Score;

/** Whether every code is finite: overflowing codes get no score. */
function isFinite({ data }: Matrix): boolean {
  return data.every(Number.isFinite);
}

/** Numbers of several claims of metrics on one draw, as they are stored, in the order of the claims. */
export function scoreDraw(
  { factors, codes }: { readonly factors: Matrix; readonly codes: Matrix },
  seed: number | string,
  claims: readonly Pick<MetricClaim, 'metric' | 'part'>[],
): Score[] {
  if (!isFinite(codes)) return claims.map(() => null);
  const metrics = [...new Set(claims.map(({ metric }) => metric))].filter(isMetricKey);
  const results = measure(factors, codes, { seed, metrics }).metrics;
  return claims.map(({ metric, part }) => storedScore(readNumber(part, results[metric]!)));
}
