import { afterAll, describe, it } from 'vitest';
import { leastSquares } from '../../src/core/linear-algebra/least-squares.ts';
import { multiply } from '../../src/core/linear-algebra/multiply.ts';
import { column, selectColumns, selectRows, type Matrix } from '../../src/core/matrix.ts';
import { summariseColumns } from '../../src/core/statistics/column-summary.ts';
import { splitRows } from '../../src/metrics/row-split.ts';
import { mapColumns } from '../support/transforms.ts';
import { Deviations } from './deviations.ts';
import { GOLDEN_CASES, type GoldenCase } from './golden-cases.ts';

const TOLERANCE = 1e-8;
const EPSILON = 2 ** -52;

const deviations = new Deviations();
afterAll(() => deviations.report());

/** 1 − squared error / squared deviation from the mean, for each column of the test rows. */
function explainedShares(truth: Matrix, prediction: Matrix): number[] {
  return summariseColumns(truth).map(({ standardDeviation }, j) => {
    const predicted = column(prediction, j);
    const squares = column(truth, j).reduce((sum, value, i) => sum + (value - predicted[i]!) ** 2, 0);
    return 1 - squares / truth.rows / standardDeviation ** 2;
  });
}

function halves({ factors, codes, n }: GoldenCase) {
  const { train, test } = splitRows(n, {});
  return {
    train: { factors: selectRows(factors, train), codes: selectRows(codes, train) },
    test: { factors: selectRows(factors, test), codes: selectRows(codes, test) },
  };
}

/**
 * Rounding decides the values of constant factors in the reference, and those far below 0: factor 2 of v12_D3_E8, of magnitude
 * 10³², is −3·10³⁰ there where exact arithmetic gives −4.9·10⁷. So constant factors are left out and the rest is clipped, as in
 * scores.
 */
function compareVarying(key: string, { name, constant_factors, expected }: GoldenCase, shares: readonly number[]): void {
  const comparable = (values: readonly number[]) =>
    values.filter((_, j) => !constant_factors.includes(j)).map((value) => Math.max(0, value));
  const wanted = expected[key]!.per_factor_unclipped as readonly number[];
  deviations.compare(key, name, comparable(shares), comparable(wanted), TOLERANCE);
}

// Predictions for rows that were not fitted on depend on every coefficient, those of redundant codes included.
describe('least squares predicts the golden test rows:', () => {
  describe.each(GOLDEN_CASES)('$name', (golden) => {
    const { train, test } = halves(golden);

    it('without intercept', () => {
      const cutoff = EPSILON * Math.max(train.codes.rows, golden.m);
      const { coefficients } = leastSquares(train.codes, train.factors, cutoff);
      compareVarying('r2_oos', golden, explainedShares(test.factors, multiply(test.codes, coefficients)));
    });

    it('with intercept, on standardised codes', () => {
      const summaries = summariseColumns(train.codes);
      const kept = summaries.flatMap(({ constant }, j) => (constant ? [] : [j]));
      const standardise = (codes: Matrix) =>
        mapColumns(
          selectColumns(codes, kept),
          (value, k) => (value - summaries[kept[k]!]!.mean) / summaries[kept[k]!]!.standardDeviation,
        );
      const means = summariseColumns(train.factors).map(({ mean }) => mean);
      const centred = mapColumns(train.factors, (value, j) => value - means[j]!);
      const { coefficients } = leastSquares(standardise(train.codes), centred, 1e-12);
      const prediction = mapColumns(multiply(standardise(test.codes), coefficients), (value, j) => value + means[j]!);
      compareVarying('r2_intercept_standardized_oos', golden, explainedShares(test.factors, prediction));
    });
  });
});
