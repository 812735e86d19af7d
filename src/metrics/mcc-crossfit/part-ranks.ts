import { column, selectRows, zeros, type Matrix } from '../../core/matrix.ts';
import type { ColumnData } from '../column-data.ts';
import { averageRanks } from '../../core/statistics/average-ranks.ts';

/**
 * Average ranks of some rows among themselves, column by column. The sort order of all rows gives theirs, without sorting again.
 *
 * @param rows row numbers, ascending
 */
export function partRanks(data: ColumnData, rows: Int32Array): Matrix {
  const part = selectRows(data.values, rows);
  const ranks = zeros(part.rows, part.columns);
  const positions = new Int32Array(data.values.rows).fill(-1);
  rows.forEach((row, i) => (positions[row] = i));
  const order = new Uint32Array(part.rows);
  for (let j = 0; j < part.columns; j++) {
    const whole = data.order(j);
    for (let i = 0, k = 0; i < whole.length; i++) {
      const position = positions[whole[i]!]!;
      if (position >= 0) order[k++] = position;
    }
    averageRanks(column(part, j), order, column(ranks, j));
  }
  return ranks;
}
