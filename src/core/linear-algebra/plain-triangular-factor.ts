import { zeros, type Matrix } from '../matrix.ts';
import { BLOCK_ROWS } from './block-rows.ts';

/** `triangularFactor` in plain JavaScript. */
export function triangularFactorPlainly(columns: readonly Float64Array[]): Matrix {
  const p = columns.length;
  const n = columns[0]?.length ?? 0;
  const factor = zeros(p, p);
  const block = new Float64Array(BLOCK_ROWS * p);
  for (let start = 0; start < n; start += BLOCK_ROWS) {
    const rows = Math.min(BLOCK_ROWS, n - start);
    for (let j = 0; j < p; j++) block.set(columns[j]!.subarray(start, start + rows), j * rows);
    foldRows(factor, block, rows);
  }
  return factor;
}

/** Replaces R by the factor of R with `rows` further rows below it; `block` holds them column by column and is overwritten. */
function foldRows({ data: factor, columns: p }: Matrix, block: Float64Array, rows: number): void {
  for (let k = 0; k < p; k++) {
    const pivot = k * rows;
    let squares = 0;
    for (let i = pivot; i < pivot + rows; i++) squares += block[i]! * block[i]!;
    if (squares === 0) continue;
    const top = factor[k * p + k]!;
    const norm = Math.sqrt(top * top + squares);
    const diagonal = top >= 0 ? -norm : norm;
    factor[k * p + k] = diagonal;
    const leading = top - diagonal;
    for (let i = pivot; i < pivot + rows; i++) block[i] = block[i]! / leading;
    const weight = -leading / diagonal;
    let l = k + 1;
    for (; l + 1 < p; l += 2) reflectTwo(factor, block, rows, p, k, l, weight);
    if (l < p) reflectOne(factor, block, rows, p, k, l, weight);
  }
}

/** Applies reflection k to column l. */
function reflectOne(
  factor: Float64Array,
  block: Float64Array,
  rows: number,
  p: number,
  k: number,
  l: number,
  weight: number,
): void {
  const pivot = k * rows;
  const target = l * rows;
  let product = factor[l * p + k]!;
  for (let i = 0; i < rows; i++) product += block[pivot + i]! * block[target + i]!;
  product *= weight;
  factor[l * p + k]! -= product;
  for (let i = 0; i < rows; i++) block[target + i]! -= product * block[pivot + i]!;
}

/** Applies reflection k to columns l and l + 1: the reflector is read once for both. */
function reflectTwo(
  factor: Float64Array,
  block: Float64Array,
  rows: number,
  p: number,
  k: number,
  l: number,
  weight: number,
): void {
  const pivot = k * rows;
  const first = l * rows;
  const second = first + rows;
  let product0 = factor[l * p + k]!;
  let product1 = factor[(l + 1) * p + k]!;
  for (let i = 0; i < rows; i++) {
    const v = block[pivot + i]!;
    product0 += v * block[first + i]!;
    product1 += v * block[second + i]!;
  }
  product0 *= weight;
  product1 *= weight;
  factor[l * p + k]! -= product0;
  factor[(l + 1) * p + k]! -= product1;
  for (let i = 0; i < rows; i++) {
    const v = block[pivot + i]!;
    block[first + i]! -= product0 * v;
    block[second + i]! -= product1 * v;
  }
}
