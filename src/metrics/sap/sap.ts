import { nullGap } from '../../core/statistics/largest-null-correlation.ts';
import { compareWithChance } from '../chance.ts';
import { constantColumnDiagnostics } from '../constant-columns.ts';
import type { MetricGroup } from '../metric-group.ts';
import { refuse, type Chance, type MetricResult } from '../metric.ts';
import type { PairedData } from '../paired-data.ts';
import { effectiveRows } from '../repeated-rows.ts';
import { twoLargest } from '../two-largest.ts';

/** With fewer rows every correlation of two varying columns is −1 or 1. */
const MINIMUM_ROWS = 3;

/**
 * Separated attribute predictability: for each factor the R² of the code that predicts it best on its own, by a straight line,
 * less that of the next best; the score is the mean over the factors that vary.
 *
 * A line's R² is the squared correlation. Discrete factors are treated alike, where the authors train a classifier. The score is null for fewer than
 * 3 rows, with one code (there is no next), and where every factor is constant.
 *
 * Source: Kumar, Sattigeri and Balakrishnan, "Variational inference of disentangled latent concepts from unlabeled observations",
 * ICLR 2018, section 3.
 */
function computeSap(data: PairedData): MetricResult {
  if (data.n < MINIMUM_ROWS)
    return refuse('too-few-rows', `Correlations need at least ${MINIMUM_ROWS} rows; there are ${data.n}.`);
  if (data.m === 1) return refuse('single-code', 'With one code there is no second one to separate it from.');
  const varying = data.factors.columnsWhere(false);
  if (varying.length === 0) return refuse('constant-factors', 'Every factor is constant: there is nothing to predict.');
  const perFactor: (number | null)[] = data.factors.summaries.map(() => null);
  let sum = 0;
  for (const j of varying) {
    const [top, second] = twoLargest(Array.from({ length: data.m }, (_, i) => data.pearson.data[i * data.d + j]! ** 2));
    perFactor[j] = top - second;
    sum += perFactor[j];
  }
  const score = Math.min(1, sum / varying.length);
  return {
    score,
    chance: chanceOf(data, score, varying.length),
    parts: { per_factor: perFactor },
    diagnostics: constantColumnDiagnostics(data),
  };
}

/** Against independent Gaussian codes, no one of them constant; copies of rows add nothing. */
function chanceOf(data: PairedData, score: number, factors: number): Chance {
  const [mean, deviation] = nullGap(Math.max(MINIMUM_ROWS, effectiveRows(data)), data.m);
  return compareWithChance(score, mean, deviation / Math.sqrt(factors));
}

/** Separated attribute predictability. */
export const sap: MetricGroup<'sap'> = { keys: ['sap'], compute: (data) => ({ sap: computeSap(data) }) };
