import { column, zeros, type Matrix } from '../../../core/matrix.ts';
import type { ColumnData } from '../../column-data.ts';
import { averageRanks } from '../../../core/statistics/average-ranks.ts';

/**
 * Average ranks of some rows among themselves, column by column. The sort order of all rows gives theirs, without sorting again.
 *
 * @param rows row numbers, ascending
 */
export function partRanks(data: ColumnData, rows: Int32Array): Matrix {
  const ranks = zeros(rows.length, data.values.columns);
  const part = new Float64Array(rows.length);
  const positions = new Int32Array(data.values.rows).fill(-1);
  rows.forEach((row, i) => (positions[row] = i));
  const order = new Uint32Array(rows.length);
  for (let j = 0; j < ranks.columns; j++) {
    const whole = data.order(j);
    const values = column(data.values, j);
    for (let i = 0; i < part.length; i++) part[i] = values[rows[i]!]!;
    for (let i = 0, k = 0; i < whole.length; i++) {
      const position = positions[whole[i]!]!;
      if (position >= 0) order[k++] = position;
    }
    averageRanks(part, order, column(ranks, j));
  }
  return ranks;
}
