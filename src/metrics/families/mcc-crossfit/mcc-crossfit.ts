import { assignMaximum } from '../../../core/linear-algebra/assignment.ts';
import { selectRows, type Matrix } from '../../../core/matrix.ts';
import { compareWithChance } from '../../chance.ts';
import type { ColumnData } from '../../column-data.ts';
import { constantColumnDiagnostics } from '../../constant-columns.ts';
import type { MetricGroup } from '../../metric-group.ts';
import { refuse, type MetricOptions, type MetricResult } from '../../metric.ts';
import { correlateInPlace, type PairedData } from '../../paired-data.ts';
import { effectiveRows } from '../../repeated-rows.ts';
import { assignFolds } from './fold-assignment.ts';
import { partRanks } from './part-ranks.ts';

/** With fewer rows in a fold every correlation of two varying columns is −1 or 1. */
const MINIMUM_FOLD_ROWS = 3;

/** By how much the folds' dependence widens the null of their mean: 1.28 to 1.38 from 20 rows to 500. */
const COMMON_SIGNS = 4 / 3;

/** A copy of the given rows of one array, in their own units or as ranks. */
type TakeRows = (columns: ColumnData, rows: Int32Array) => Matrix;

/** Mean over the pairs matched on the training rows of the held-out correlation, with the sign that training gave it. */
function scoreFold(train: Matrix, test: Matrix, pairs: number): number {
  const { rows, columns } = assignMaximum({ ...train, data: train.data.map(Math.abs) });
  let sum = 0;
  for (let k = 0; k < pairs; k++) {
    const at = columns[k]! * train.rows + rows[k]!;
    sum += Math.sign(train.data[at]!) * test.data[at]!;
  }
  return sum / pairs;
}

/**
 * Independent codes score 0 on average before clipping. Folds with the variance 1 / (rows − 1) each would give the deviation if they did not learn their signs
 * from one another; measured on noise, it is a third more. Copies of rows stand in several folds and lift the mean: then nothing is known.
 */
function chanceOf(data: PairedData, score: number, folds: readonly Int32Array[], pairs: number): Pick<MetricResult, 'chance'> {
  if (effectiveRows(data) < data.n) return {};
  const variance = folds.reduce((sum, { length }) => sum + (length / data.n) ** 2 / (length - 1), 0) / pairs;
  return { chance: compareWithChance(score, 0, COMMON_SIGNS * Math.sqrt(variance)) };
}

/**
 * Mean correlation coefficient without optimism: matching and signs are learned on all folds but one, and the matched pairs'
 * correlations are read off the fold left out. Codes that are independent of the factors therefore score 0 on average, where
 * `mcc_pearson` reaches E max|r|.
 *
 * `raw` is the mean over folds, weighted by their rows; `matched`, the score, is that clipped to [0, 1]; `coverage` divides by d
 * instead of min(d, m). Constant columns correlate 0. The score is null where a fold, or the rows outside it, number fewer than 3, and where every factor is
 * constant.
 */
function computeCrossfit(data: PairedData, options: MetricOptions, take: TakeRows): MetricResult {
  const folds = assignFolds(data.n, options);
  const smallest = Math.min(...folds.map(({ length }) => Math.min(length, data.n - length)));
  if (smallest < MINIMUM_FOLD_ROWS)
    return refuse(
      'too-few-rows',
      `Each fold, and the rows outside it, must number at least ${MINIMUM_FOLD_ROWS}; one has ${smallest}.`,
    );
  if (data.factors.columnsWhere(false).length === 0)
    return refuse('constant-factors', 'Every factor is constant: there is nothing to recover.');
  const pairs = Math.min(data.d, data.m);
  const correlate = (rows: Int32Array) => correlateInPlace(take(data.factors, rows), take(data.codes, rows));
  const foldScores = folds.map((held) => {
    const isHeld = new Uint8Array(data.n);
    for (const row of held) isHeld[row] = 1;
    const others = Int32Array.from({ length: data.n }, (_, row) => row).filter((row) => isHeld[row] === 0);
    return scoreFold(correlate(others), correlate(held), pairs);
  });
  const raw = foldScores.reduce((sum, score, k) => sum + score * folds[k]!.length, 0) / data.n;
  const matched = Math.min(1, Math.max(0, raw));
  return {
    score: matched,
    ...chanceOf(data, matched, folds, pairs),
    parts: { matched, coverage: (matched * pairs) / data.d, raw, fold_scores: foldScores },
    diagnostics: constantColumnDiagnostics(data),
  };
}

/** Cross-fitted mean correlation coefficient on Pearson correlations. */
export const mccCrossfit: MetricGroup<'mcc_crossfit'> = {
  keys: ['mcc_crossfit'],
  compute: (data, options) => ({ mcc_crossfit: computeCrossfit(data, options, ({ values }, rows) => selectRows(values, rows)) }),
};

/** Cross-fitted mean correlation coefficient on Spearman correlations; ranks are taken within training and held-out rows. */
export const mccCrossfitSpearman: MetricGroup<'mcc_crossfit_spearman'> = {
  keys: ['mcc_crossfit_spearman'],
  compute: (data, options) => ({ mcc_crossfit_spearman: computeCrossfit(data, options, partRanks) }),
};
