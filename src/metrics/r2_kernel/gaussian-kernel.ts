import { fillRowsByKernel, isGaussianKernelSupported } from './kernel-rows.ts';
import { fillRowsPlainly } from './plain-rows.ts';
import type { Points } from './points.ts';

/** Rows of the kernel e^(−γ‖a − b‖²) between points a and b. */
export interface KernelRows {
  /** Points a. */
  readonly left: Points;
  /** The first of them that is wanted, and how many. */
  readonly start: number;
  readonly size: number;
  /** Points b. */
  readonly right: Points;
  /** How many of them, from the first. */
  readonly columns: number;
  readonly gamma: number;
}

/** Computes rows of the kernel. @param target receives `size` rows, each at a distance of `right.count` from the one before */
export function fillKernelRows(target: Float64Array, rows: KernelRows): void {
  if (isGaussianKernelSupported()) fillRowsByKernel(target, rows);
  else fillRowsPlainly(target, rows);
}
