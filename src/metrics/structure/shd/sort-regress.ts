import { inverse, Matrix as MlMatrix, solve } from 'ml-matrix';
import { crossProduct } from '../../../core/linear-algebra/cross-product.ts';
import { zeros, type Matrix } from '../../../core/matrix.ts';
import { ColumnData } from '../../column-data.ts';

/** Standardised coefficients below this count as no edge: at 20,000 rows chance alone reaches 0.03. */
const LEAST_COEFFICIENT = 0.1;

function correlations(values: Matrix): number[][] {
  const { standardised } = new ColumnData(values);
  const product = crossProduct(standardised, standardised);
  return Array.from({ length: values.columns }, (_, i) =>
    Array.from({ length: values.columns }, (_, j) => product.data[j * values.columns + i]! / values.rows),
  );
}

/**
 * A graph guessed without any causal reasoning: variables are sorted by the share of their variance that all others explain, and each
 * is regressed on those before it. What this finds, the law of the factors gave away.
 *
 * Source: R²-SortnRegress of Reisach, Tami, Seiler, Chambaz and Weichwald, NeurIPS 2023, with a fixed threshold instead of a lasso.
 *
 * @param values n × d, no column constant or a combination of others
 * @returns d × d, entry (parent, child) is 1
 */
export function sortRegress(values: Matrix): Matrix {
  const d = values.columns;
  const correlation = correlations(values);
  const precision = inverse(new MlMatrix(correlation));
  const explained = Array.from({ length: d }, (_, j) => 1 - 1 / precision.get(j, j));
  const order = explained.map((_, j) => j).toSorted((a, b) => explained[a]! - explained[b]! || a - b);
  const graph = zeros(d, d);
  order.forEach((child, position) => {
    const before = order.slice(0, position);
    if (before.length === 0) return;
    const among = new MlMatrix(before.map((i) => before.map((j) => correlation[i]![j]!)));
    const coefficients = solve(among, MlMatrix.columnVector(before.map((i) => correlation[i]![child]!))).to1DArray();
    coefficients.forEach((coefficient, k) => {
      if (Math.abs(coefficient) >= LEAST_COEFFICIENT) graph.data[child * d + before[k]!] = 1;
    });
  });
  return graph;
}
