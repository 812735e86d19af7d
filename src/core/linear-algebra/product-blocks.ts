/** Vectors of equal length, one after the other in one array. */
export interface VectorBlock {
  readonly data: Float64Array;
  /** Where the first vector starts. */
  readonly offset: number;
  /** Number of vectors. */
  readonly count: number;
}

/** Where the products go: product (i, j) is added to `data[offset + i * stride + j]`. */
export interface ProductTarget {
  readonly data: Float64Array;
  readonly offset: number;
  readonly stride: number;
}
