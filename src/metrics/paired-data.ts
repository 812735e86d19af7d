import { zeros, type Matrix } from '../core/matrix.ts';
import { argsort } from '../core/statistics/argsort.ts';
import { averageRanks } from '../core/statistics/average-ranks.ts';
import { summariseColumn, type ColumnSummary } from '../core/statistics/column-summary.ts';
import { column } from '../core/matrix.ts';
import { crossProduct } from '../core/linear-algebra/cross-product.ts';
import { normaliseColumn } from '../core/statistics/normalise.ts';

/** One of the two arrays with what several metrics ask of it, computed once, on first use. */
export class ColumnData {
  readonly values: Matrix;
  #summaries: readonly ColumnSummary[] | undefined;
  #normalised: Matrix | undefined;
  #ranks: Matrix | undefined;
  #normalisedRanks: Matrix | undefined;
  readonly #orders: (Uint32Array | undefined)[] = [];

  constructor(values: Matrix) {
    this.values = values;
  }

  /** Summary of each column. */
  get summaries(): readonly ColumnSummary[] {
    return (this.#summaries ??= Array.from({ length: this.values.columns }, (_, j) => summariseColumn(column(this.values, j))));
  }

  /** Indices of the constant columns. */
  get constantColumns(): number[] {
    return this.summaries.flatMap(({ constant }, j) => (constant ? [j] : []));
  }

  /** Row numbers in ascending order of column j over all rows; ties keep row order. Not to be written to. */
  order(j: number): Uint32Array {
    return (this.#orders[j] ??= argsort(column(this.values, j)));
  }

  /** Columns centred and scaled to Euclidean length 1, so that a product of two is their correlation; constant ones are 0. */
  get normalised(): Matrix {
    return (this.#normalised ??= this.#normalise(this.values));
  }

  /** Average ranks, 1 … n, column by column. */
  get ranks(): Matrix {
    if (this.#ranks === undefined) {
      const { rows, columns } = this.values;
      this.#ranks = zeros(rows, columns);
      for (let j = 0; j < columns; j++) averageRanks(column(this.values, j), this.order(j), column(this.#ranks, j));
    }
    return this.#ranks;
  }

  /** As `normalised`, of the ranks. A column that is constant in values is 0 here too. */
  get normalisedRanks(): Matrix {
    return (this.#normalisedRanks ??= this.#normalise(this.ranks));
  }

  #normalise(source: Matrix): Matrix {
    const target = zeros(source.rows, source.columns);
    for (let j = 0; j < source.columns; j++)
      if (!this.summaries[j]!.constant) normaliseColumn(column(source, j), column(target, j));
    return target;
  }
}

/**
 * The two arrays under test, with the work that metrics share: column summaries, sort orders, ranks and correlations. All of it is
 * computed on first use and kept; nothing that is handed out may be written to.
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
    return (this.#pearson ??= crossProduct(this.factors.normalised, this.codes.normalised));
  }

  /** d × m Spearman correlations (Pearson of average ranks); 0 wherever a column is constant. */
  get spearman(): Matrix {
    return (this.#spearman ??= crossProduct(this.factors.normalisedRanks, this.codes.normalisedRanks));
  }
}
