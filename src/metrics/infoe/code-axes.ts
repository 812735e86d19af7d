import { crossProduct } from '../../core/linear-algebra/cross-product.ts';
import { multiply } from '../../core/linear-algebra/multiply.ts';
import { decomposeSingular } from '../../core/linear-algebra/singular-values.ts';
import { selectColumns, type Matrix } from '../../core/matrix.ts';
import type { ColumnData } from '../column-data.ts';

/** Directions with less than this share of the largest variance are rounding: dependent codes do not span exactly nothing. */
const RANK_TOLERANCE = 1e-13;

/**
 * Standardised codes in their principal axes, leaving out those without variance; n × rank.
 *
 * A rotation changes neither logits nor the length of coefficients, and a direction without variance needs no coefficient, so a
 * penalised fit on the axes is the fit on the codes, with fewer inputs wherever codes depend on one another.
 */
export function codeAxes(codes: ColumnData): Matrix {
  const standardised = selectColumns(codes.standardised, codes.columnsWhere(false));
  if (standardised.columns === 0) return standardised;
  const { values, right } = decomposeSingular(crossProduct(standardised, standardised));
  const kept = [...values.keys()].filter((axis) => values[axis]! > RANK_TOLERANCE * values[0]!);
  return multiply(standardised, selectColumns(right, kept));
}
