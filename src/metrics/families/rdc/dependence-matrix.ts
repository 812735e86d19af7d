import { addProducts } from '../../../core/linear-algebra/add-products.ts';
import { column, zeros, type Matrix } from '../../../core/matrix.ts';
import type { ColumnData } from '../../column-data.ts';
import { largestCanonical } from './canonical-correlation.ts';
import { copulaBasis, gridBasis, type ConstantRemainder, type CopulaBasis } from './copula-basis.ts';
import type { FeatureWeights } from './copula-features.ts';

/** Rows whose basis vectors are gathered before they are multiplied. */
const BLOCK_ROWS = 256;

/** A variable in the orthonormal basis of its features: its row i holds row `rowOf[i]` of the basis. */
export interface EmbeddedColumn {
  readonly basis: CopulaBasis;
  readonly rowOf: Int32Array;
}

/** An embedded column, or undefined where the column is constant. */
export type Embedding = EmbeddedColumn | undefined;

/**
 * Embeds the columns of one array with common weights. Without ties every column has the positions 1/n … 1, so that one basis serves
 * them all; a column with ties has its own, at average ranks.
 */
export function embedColumns(data: ColumnData, weights: FeatureWeights, remainder: ConstantRemainder): Embedding[] {
  const n = data.values.rows;
  let common: CopulaBasis | undefined;
  return data.summaries.map(({ constant }, j) => {
    if (constant) return undefined;
    const values = column(data.values, j);
    const order = data.order(j);
    const hasTies = order.some((row, i) => i > 0 && values[row] === values[order[i - 1]!]);
    const rowOf = Int32Array.from({ length: n }, (_, i) => i);
    if (hasTies) {
      const positions = column(data.ranks, j).map((rank) => rank / n);
      return { basis: copulaBasis(positions, weights, remainder), rowOf };
    }
    common ??= gridBasis(
      Float64Array.from({ length: n }, (_, i) => (i + 1) / n),
      weights,
      remainder,
    );
    order.forEach((row, position) => (rowOf[row] = position));
    return { basis: common, rowOf };
  });
}

const totalRank = (columns: readonly Embedding[]) => columns.reduce((sum, embedded) => sum + (embedded?.basis.rank ?? 0), 0);

/** Writes the basis vectors of all columns at rows `start` … to `target`, `size` entries each. */
function gather(columns: readonly Embedding[], rows: Int32Array, start: number, size: number, target: Float64Array): void {
  let to = 0;
  for (const embedded of columns) {
    if (embedded === undefined) continue;
    const { basis, rowOf } = embedded;
    for (let k = 0; k < basis.rank; k++) {
      const from = k * rowOf.length;
      for (let i = start; i < start + size; i++, to++) target[to] = basis.data[from + rowOf[rows[i]!]!]!;
    }
  }
}

/**
 * Largest canonical correlation between every factor and every code, d × m; 0 wherever a column is constant.
 *
 * @param codeRows which row of the codes stands beside row i of the factors; a permutation gives a null
 */
export function dependenceMatrix(factors: readonly Embedding[], codes: readonly Embedding[], codeRows: Int32Array): Matrix {
  const n = codeRows.length;
  const factorRows = Int32Array.from(codeRows, (_, i) => i);
  const [left, right] = [totalRank(factors), totalRank(codes)];
  const products = new Float64Array(left * right);
  const leftBlock = new Float64Array(left * BLOCK_ROWS);
  const rightBlock = new Float64Array(right * BLOCK_ROWS);
  for (let start = 0; start < n; start += BLOCK_ROWS) {
    const size = Math.min(BLOCK_ROWS, n - start);
    gather(factors, factorRows, start, size, leftBlock);
    gather(codes, codeRows, start, size, rightBlock);
    addProducts(
      { data: products, offset: 0, stride: right },
      { data: leftBlock, offset: 0, count: left },
      { data: rightBlock, offset: 0, count: right },
      size,
      1,
    );
  }
  const matrix = zeros(factors.length, codes.length);
  let row = 0;
  factors.forEach((factor, j) => {
    let at = 0;
    codes.forEach((code, i) => {
      if (factor && code)
        matrix.data[i * factors.length + j] = largestCanonical(
          products,
          row * right + at,
          right,
          factor.basis.rank,
          code.basis.rank,
        );
      at += code?.basis.rank ?? 0;
    });
    row += factor?.basis.rank ?? 0;
  });
  return matrix;
}
