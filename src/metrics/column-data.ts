import { column, zeros, type Matrix } from '../core/matrix.ts';
import { argsort } from '../core/statistics/argsort.ts';
import { averageRanks } from '../core/statistics/average-ranks.ts';
import { summariseColumn, summariseColumns, type ColumnSummary } from '../core/statistics/column-summary.ts';
import { standardiseColumn } from '../core/statistics/standardise.ts';

/**
 * One of the two arrays with what several metrics ask of its columns, computed on first use and kept. Nothing that is handed out
 * may be written to.
 */
export class ColumnData {
  readonly values: Matrix;
  readonly #orders: (Uint32Array | undefined)[] = [];
  #summaries: readonly ColumnSummary[] | undefined;
  #standardised: Matrix | undefined;
  #ranks: Matrix | undefined;
  #standardisedRanks: Matrix | undefined;

  constructor(values: Matrix) {
    this.values = values;
  }

  /** Extremes, mean, standard deviation and constancy of each column. */
  get summaries(): readonly ColumnSummary[] {
    return (this.#summaries ??= summariseColumns(this.values));
  }

  /** Numbers of the columns that are constant, or else of those that vary. */
  columnsWhere(constant: boolean): number[] {
    return this.summaries.flatMap((summary, j) => (summary.constant === constant ? [j] : []));
  }

  /** Row numbers in ascending order of column j over all rows; ties keep row order. */
  order(j: number): Uint32Array {
    return (this.#orders[j] ??= argsort(column(this.values, j)));
  }

  /** Columns with mean 0 and population variance 1; constant columns are 0. */
  get standardised(): Matrix {
    return (this.#standardised ??= this.#standardise());
  }

  /** Average ranks, 1 … n, column by column. */
  get ranks(): Matrix {
    return (this.#ranks ??= this.#rank());
  }

  /** Ranks with mean 0 and population variance 1; columns whose values are constant are 0. */
  get standardisedRanks(): Matrix {
    return (this.#standardisedRanks ??= this.#standardiseRanks());
  }

  /** In the place of the ranks, which few metrics ask for. */
  #standardiseRanks(): Matrix {
    const ranks = this.#rank();
    this.summaries.forEach(({ constant }, j) => {
      const values = column(ranks, j);
      if (constant) values.fill(0);
      else standardiseColumn(values, values, (this.values.rows + 1) / 2, 1);
    });
    return ranks;
  }

  #rank(): Matrix {
    const ranks = zeros(this.values.rows, this.values.columns);
    for (let j = 0; j < ranks.columns; j++) averageRanks(column(this.values, j), this.order(j), column(ranks, j));
    return ranks;
  }

  #standardise(): Matrix {
    const target = zeros(this.values.rows, this.values.columns);
    this.summaries.forEach(({ constant, mean, scale }, j) => {
      if (!constant) standardiseColumn(column(this.values, j), column(target, j), mean, scale);
    });
    return target;
  }
}

/** Gives every column mean 0 and population variance 1, where it stands; constant columns become 0. */
export function standardiseInPlace(matrix: Matrix): void {
  for (let j = 0; j < matrix.columns; j++) {
    const values = column(matrix, j);
    const { mean, scale, constant } = summariseColumn(values);
    if (constant) values.fill(0);
    else standardiseColumn(values, values, mean, scale);
  }
}
