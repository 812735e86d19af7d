import type { Matrix } from '../matrix.ts';
import { triangularFactorPlainly } from './plain-triangular-factor.ts';
import { isReflectionKernelSupported, triangularFactorByKernel } from './reflection-kernel.ts';

/**
 * The p × p upper triangular factor R of A = QR, for n × p matrices of any shape and rank. Q is not formed: to solve least-
 * squares problems put the right-hand sides beside A as further columns. The first rows of a column depend only on the columns
 * up to that row: what R says of the first k columns and of a right-hand side beside them, it says with more columns between.
 *
 * Householder reflections, folding one block of rows after the other into R (sequential TSQR: Demmel, Grigori, Hoemmen and
 * Langou, SIAM J. Sci. Comput. 34, 2012). The error is bounded column by column, so columns of very different scale do not harm
 * one another. The signs of R's rows are free. Every sum runs down the rows, so the bits are those of plain JavaScript.
 *
 * @param columns the columns of A, side by side; squares of their entries must neither overflow nor underflow
 */
export function triangularFactor(columns: readonly Float64Array[]): Matrix {
  return isReflectionKernelSupported() ? triangularFactorByKernel(columns) : triangularFactorPlainly(columns);
}
