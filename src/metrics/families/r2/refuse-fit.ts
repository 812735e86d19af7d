import { refuse, type MetricResult } from '../../metric.ts';
import type { PairedData } from '../../paired-data.ts';

/** Bounds the work, which grows with the square of the number of codes: about 20 s at 20,000 rows. */
const MAXIMUM_CODES = 1024;

/** Why the factors cannot be regressed on the codes, where they cannot: nothing varies, or there are too many codes. */
export function refuseFit(data: PairedData): MetricResult | undefined {
  if (data.factors.columnsWhere(false).length === 0)
    return refuse('constant-factors', 'Every factor is constant: there is nothing to explain.');
  if (data.m > MAXIMUM_CODES)
    return refuse('too-many-codes', `At most ${MAXIMUM_CODES} codes are regressed on; there are ${data.m}.`);
  return undefined;
}

/** The refusal of a fit that any factor would pass. */
export function refuseSaturated(rank: number, n: number): MetricResult {
  return refuse('saturated-fit', `Codes of rank ${rank} fit any factor on ${n} rows: more rows or fewer codes are needed.`);
}
