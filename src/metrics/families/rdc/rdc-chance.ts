import { compareWithChance } from '../../chance.ts';
import { refuse, type Chance, type MetricResult } from '../../metric.ts';
import type { PairedData } from '../../paired-data.ts';
import { FEATURES } from './copula-features.ts';

/** With as many rows as features and one more, some combination of one side's features equals one of the other's. */
const MINIMUM_ROWS = FEATURES + 2;

/** Why there is no score, where rows are too few to tell dependence from chance. */
export function refuseFewRows({ n }: PairedData): MetricResult | undefined {
  if (n >= MINIMUM_ROWS) return undefined;
  return refuse(
    'too-few-rows',
    `${FEATURES} features a side correlate by 1 on so few rows, whatever the codes: at least ${MINIMUM_ROWS} are needed; there are ${n}.`,
  );
}

/**
 * Compares a matched dependence coefficient with what it is on permuted rows. The deviation is that of a correlation on the rows that the features leave
 * over, averaged over the matched pairs: measured on noise, it is met within a factor of two from 22 rows to 500.
 */
export function compareWithPermuted(value: number, permuted: number, { n, d, m }: PairedData, part?: string): Chance {
  const deviation = (1 - permuted * permuted) / Math.sqrt((n - FEATURES) * Math.min(d, m));
  return compareWithChance(value, permuted, deviation, part);
}
