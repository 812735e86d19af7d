import { addProductsPlainly } from './plain-products.ts';
import type { ProductTarget, VectorBlock } from './product-blocks.ts';
import { addProductsByKernel, isProductKernelSupported } from './product-kernel.ts';

/** Fewer products, or shorter vectors, are not worth packing. */
const LEAST_PRODUCTS = 32;
const LEAST_LENGTH = 8;

/**
 * Adds `sign` times the inner products of every left vector with every right vector to `target`.
 *
 * The inner loop of blocked matrix products. Every sum runs from the first entry to the last, so a product has the same bits in a
 * tile, at an edge, in WebAssembly and without it.
 *
 * @param length entries of each vector
 */
export function addProducts(target: ProductTarget, left: VectorBlock, right: VectorBlock, length: number, sign: 1 | -1): void {
  const isWorthPacking = left.count * right.count >= LEAST_PRODUCTS && length >= LEAST_LENGTH;
  if (isWorthPacking && isProductKernelSupported()) addProductsByKernel(target, left, right, length, sign);
  else addProductsPlainly(target, left, right, length, sign);
}
