import { batchRows } from '../../evaluation/encode.ts';
import type { OnnxGraph, OnnxNode } from './messages.ts';
import { integerOf, sizeOf } from './shape-values.ts';
import { inferShapes, type InferredShape } from './size-faults.ts';

const FLOAT_BYTES = 4;

/** What one observation costs an encoder, as far as it follows from the file. */
export interface ModelCost {
  /** The observation and every intermediate result: what a runtime holds at most, weights aside. */
  readonly activationBytes: number;
  /** The largest of these alone. */
  readonly largestBytes: number;
  /** Of products and convolutions, and one for each value of any other result. */
  readonly multiplyAdds: number;
  /** Whether the shape of every result follows; otherwise the three are lower bounds. */
  readonly complete: boolean;
}

type Shapes = ReadonlyMap<string, InferredShape | undefined>;

/** Multiply-adds behind one value of a node's result. */
function multiplyAddsPerValue(node: OnnxNode, shapes: Shapes): number {
  const [left, right] = node.input.map((name) => shapes.get(name)?.shape);
  switch (node.opType) {
    case 'MatMul':
      return left?.at(-1) ?? 1;
    case 'Gemm':
      return left?.[integerOf(node, 'transA', 0) ? 0 : 1] ?? 1;
    case 'Conv':
      return right ? sizeOf(right.slice(1)) : 1;
    default:
      return 1;
  }
}

function multiplyAddsOf(node: OnnxNode, values: number, shapes: Shapes): number {
  const [input, weights] = node.input.map((name) => shapes.get(name)?.shape);
  // Each value of the input, not of the result, is multiplied with one kernel for each channel of the result.
  if (node.opType === 'ConvTranspose' && input && weights) return sizeOf(input) * sizeOf(weights.slice(1));
  return values * multiplyAddsPerValue(node, shapes);
}

/**
 * Memory and work of one observation, from the shapes that the audit follows.
 *
 * @param graph of an audited model
 * @param observationShape shape of one observation, without the batch
 */
export function modelCost(graph: OnnxGraph, observationShape: readonly number[]): ModelCost {
  const width = sizeOf(observationShape);
  const rows = batchRows(width);
  const shapes = inferShapes(graph, observationShape, rows);
  const cost = { values: rows * width, largest: rows * width, multiplyAdds: 0, complete: true };
  for (const node of graph.node) {
    // Branches and loops are not followed.
    if (node.attribute.some(({ g, graphs }) => g || graphs.length > 0)) cost.complete = false;
    for (const name of node.output) {
      const shape = name === '' ? [] : shapes.get(name)?.shape;
      if (!shape) cost.complete = false;
      else {
        const values = sizeOf(shape);
        cost.values += values;
        cost.largest = Math.max(cost.largest, values);
        cost.multiplyAdds += multiplyAddsOf(node, values, shapes);
      }
    }
  }
  return {
    activationBytes: (cost.values * FLOAT_BYTES) / rows,
    largestBytes: (cost.largest * FLOAT_BYTES) / rows,
    multiplyAdds: cost.multiplyAdds / rows,
    complete: cost.complete,
  };
}
