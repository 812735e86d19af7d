import { refuse, type MetricResult } from '../../metric.ts';
import type { PairedData } from '../../paired-data.ts';

/** Two rows for each of the 20 classes into which factors are cut. */
export const MINIMUM_ROWS = 40;

/** Why none of the InfoMEC metrics has a score, if so. */
export function refuseInfomec(data: PairedData): MetricResult | undefined {
  if (data.n < MINIMUM_ROWS)
    return refuse('too-few-rows', `Classes of factors need at least ${MINIMUM_ROWS} rows; there are ${data.n}.`);
  if (data.factors.columnsWhere(false).length === 0)
    return refuse('constant-factors', 'Every factor is constant: there is nothing to inform of.');
  return undefined;
}
