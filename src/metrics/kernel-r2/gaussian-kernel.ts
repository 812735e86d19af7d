import { fillRowsByKernel, isGaussianKernelSupported } from './kernel-rows.ts';
import { fillRowsPlainly } from './plain-rows.ts';
import type { Points } from './points.ts';

/**
 * Kernel exp(−γ‖a − b‖²) between some left points and all right points.
 *
 * @param target receives `size` rows of `right.count` entries
 */
export const fillKernelRows = (
  target: Float64Array,
  left: Points,
  start: number,
  size: number,
  right: Points,
  gamma: number,
): void => (isGaussianKernelSupported() ? fillRowsByKernel : fillRowsPlainly)(target, left, start, size, right, gamma);
