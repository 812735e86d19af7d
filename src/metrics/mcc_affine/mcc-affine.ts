import { leastSquares } from '../../core/linear-algebra/least-squares.ts';
import { multiply } from '../../core/linear-algebra/multiply.ts';
import { column, selectColumns, selectRows, zeros, type Matrix } from '../../core/matrix.ts';
import { RandomStream } from '../../core/random/stream.ts';
import { ColumnData } from '../column-data.ts';
import { constantColumnDiagnostics } from '../constant-columns.ts';
import type { MetricGroup } from '../metric-group.ts';
import { refuse, type MetricOptions, type MetricResult } from '../metric.ts';
import { PairedData } from '../paired-data.ts';
import type { RowSplit } from '../row-split.ts';

/** Singular values of the standardised codes below this share of the largest count as 0. */
const CUTOFF = 1e-12;

/** With fewer rows every correlation of two varying columns is −1 or 1. */
const MINIMUM_SCORE_ROWS = 3;

/** `trainRows` if given; else the first half of the rows (`ordered`) or a random half (`seeded`). */
function splitHalves(n: number, { trainRows, split = 'ordered', seed = 0 }: MetricOptions): RowSplit {
  const half = Math.ceil(n / 2);
  const isTrain = new Uint8Array(n);
  if (trainRows !== undefined) for (let k = 0; k < trainRows.length; k++) isTrain[trainRows[k]!] = 1;
  else if (split === 'ordered') isTrain.fill(1, 0, half);
  else for (const row of new RandomStream('custodes/metric', seed, 'mcc_affine').choice(n, half)) isTrain[row] = 1;
  const rows = Int32Array.from({ length: n }, (_, row) => row);
  return { train: rows.filter((row) => isTrain[row] === 1), test: rows.filter((row) => isTrain[row] === 0) };
}

/** Codes in the scale of the training rows: fitted there, applied anywhere. Codes constant on the training rows are left out. */
function standardiseBy(train: ColumnData, codes: Matrix): Matrix {
  const varying = train.columnsWhere(false);
  const result = zeros(codes.rows, varying.length);
  varying.forEach((i, k) => {
    const { mean, standardDeviation, scale } = train.summaries[i]!;
    const source = column(codes, i);
    const target = column(result, k);
    const deviation = standardDeviation * scale;
    for (let row = 0; row < target.length; row++) target[row] = (source[row]! * scale - mean * scale) / deviation;
  });
  return result;
}

/**
 * Weak mean correlation coefficient: the affine map from codes to factors that is best in least squares is fitted on one half of
 * the rows; the score is the mean over factors of the correlation, on the other half, between each factor and its image.
 *
 * Each factor is paired with its own image, with its sign, so nothing is chosen on the rows that score, and independent codes score 0
 * on average. `raw` is the mean before clipping to [0, 1]; constant factors count 0. The score is null where every factor is
 * constant, and where the codes' rank comes within 1 of the rows to fit on.
 *
 * Source: the "weak" MCC of Khemakhem, Monti, Kingma and Hyvärinen, "ICE-BeeM", NeurIPS 2020, with least squares for canonical correlations.
 */
function computeMccAffine(data: PairedData, options: MetricOptions): MetricResult {
  const { train, test } = splitHalves(data.n, options);
  if (test.length < MINIMUM_SCORE_ROWS || train.length < 2)
    return refuse('too-few-rows', `Correlations need at least ${MINIMUM_SCORE_ROWS} rows to score; there are ${test.length}.`);
  const fitFactors = new ColumnData(selectRows(data.factors.values, train));
  const varying = fitFactors.columnsWhere(false);
  if (varying.length === 0) return refuse('constant-factors', 'Every factor is constant: there is nothing to recover.');
  const fitCodes = new ColumnData(selectRows(data.codes.values, train));
  const { coefficients, rank } = leastSquares(
    standardiseBy(fitCodes, fitCodes.values),
    selectColumns(fitFactors.standardised, varying),
    CUTOFF,
  );
  if (rank >= train.length - 1)
    return refuse(
      'saturated-fit',
      `Codes of rank ${rank} fit any factor on ${train.length} rows: more rows or fewer codes are needed.`,
    );
  const images = multiply(standardiseBy(fitCodes, selectRows(data.codes.values, test)), coefficients);
  const scored = new PairedData(selectRows(selectColumns(data.factors.values, varying), test), images).pearson;
  const perFactor: (number | null)[] = data.factors.summaries.map(() => null);
  let sum = 0;
  varying.forEach((j, k) => {
    perFactor[j] = scored.data[k * varying.length + k]!;
    sum += perFactor[j];
  });
  const raw = sum / data.d;
  const score = Math.min(1, Math.max(0, raw));
  return {
    score,
    parts: { coverage: score, raw, per_factor: perFactor, rank },
    diagnostics: constantColumnDiagnostics(data),
  };
}

/** Mean correlation coefficient after the best affine map, fitted on a disjoint half. */
export const mccAffine: MetricGroup<'mcc_affine'> = {
  keys: ['mcc_affine'],
  compute: (data, options) => ({ mcc_affine: computeMccAffine(data, options) }),
};
