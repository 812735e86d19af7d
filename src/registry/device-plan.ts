import { batchRows } from '../evaluation/encode.ts';
import { LIMITS } from './limits.ts';
import type { ModelCost } from './onnx/model-cost.ts';

/**
 * Rows of a batch on a device, so that all intermediate results of a batch fit the memory set aside for them, and each of them one
 * buffer. Where their sizes do not follow from the file, the batch is the reference's.
 *
 * @param width values of one observation
 */
export function deviceBatchRows({ activationBytes, largestBytes, complete }: ModelCost, width: number): number {
  const { memoryBytes, bufferBytes, batchRows: most } = LIMITS.device;
  if (!complete) return batchRows(width);
  return Math.max(1, Math.min(most, Math.floor(memoryBytes / activationBytes), Math.floor(bufferBytes / largestBytes)));
}

/** What the reference takes for so many rows, in seconds of one core of a hosted machine. */
export function referenceSeconds({ multiplyAdds }: ModelCost, rows: number): number {
  return (multiplyAdds * rows) / LIMITS.evaluation.multiplyAddsPerSecond;
}
