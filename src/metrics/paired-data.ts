import { crossProduct } from '../core/linear-algebra/cross-product.ts';
import type { Matrix } from '../core/matrix.ts';
import { ColumnData, standardiseInPlace } from './column-data.ts';

/**
 * The two arrays under test, with the work that metrics share: column summaries, sort orders, ranks and correlations. All of it
 * is computed on first use and kept; nothing that is handed out may be written to.
 *
 * Both arrays must have passed `checkArrays`: at least one row and column each, equal row counts, finite entries.
 */
export class PairedData {
  /** Number of rows. */
  readonly n: number;
  /** Number of factors. */
  readonly d: number;
  /** Number of codes. */
  readonly m: number;
  readonly factors: ColumnData;
  readonly codes: ColumnData;
  #pearson: Matrix | undefined;
  #spearman: Matrix | undefined;

  /** @param factors n × d @param codes n × m */
  constructor(factors: Matrix, codes: Matrix) {
    this.n = factors.rows;
    this.d = factors.columns;
    this.m = codes.columns;
    this.factors = new ColumnData(factors);
    this.codes = new ColumnData(codes);
  }

  /** Row numbers in ascending order of factor j over all rows; ties keep row order. */
  factorOrder(j: number): Uint32Array {
    return this.factors.order(j);
  }

  /** Row numbers in ascending order of code i over all rows; ties keep row order. */
  codeOrder(i: number): Uint32Array {
    return this.codes.order(i);
  }

  /** d × m Pearson correlations; 0 wherever a column is constant. */
  get pearson(): Matrix {
    return (this.#pearson ??= meanProducts(this.factors.standardised, this.codes.standardised));
  }

  /** d × m Spearman correlations (Pearson of average ranks); 0 wherever a column is constant. */
  get spearman(): Matrix {
    return (this.#spearman ??= meanProducts(this.factors.standardisedRanks, this.codes.standardisedRanks));
  }
}

/** Correlations of standardised columns. */
function meanProducts(a: Matrix, b: Matrix): Matrix {
  const product = crossProduct(a, b);
  for (let k = 0; k < product.data.length; k++) product.data[k] = product.data[k]! / a.rows;
  return product;
}

/** d × m Pearson correlations of two matrices that nobody else needs: they are standardised where they stand. */
export function correlateInPlace(factors: Matrix, codes: Matrix): Matrix {
  standardiseInPlace(factors);
  standardiseInPlace(codes);
  return meanProducts(factors, codes);
}
