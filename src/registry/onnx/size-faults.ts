import { batchRows } from '../../evaluation/encode.ts';
import { LIMITS } from '../limits.ts';
import type { OnnxGraph, OnnxNode } from './messages.ts';
import { sizeOf } from './shape-values.ts';
import { INPUT_NAME } from './signature-faults.ts';
import type { TensorFault } from './tensor-faults.ts';
import { isRefused, nodeLabel, traceGraph, type Traced } from './trace.ts';
import { countOf } from './traced-tensor.ts';

/** Shapes are the same under every opset that allows the operator in its form. */
const OPSET = LIMITS.onnx.opset.max;

/** A shape for a batch of a given size. */
export interface InferredShape {
  readonly shape: readonly number[];
}

function shapeOf(traced: Traced | undefined): readonly number[] | undefined {
  if (!traced || isRefused(traced) || !traced.shape || traced.shape.includes(null)) return undefined;
  return traced.shape as readonly number[];
}

/**
 * Shapes of all results of the main graph for a batch of `rows`; undefined where they do not follow from the file.
 *
 * @param observationShape shape of one observation, without the batch
 */
export function inferShapes(
  graph: OnnxGraph,
  observationShape: readonly number[],
  rows: number,
): Map<string, InferredShape | undefined> {
  const scope = traceGraph(graph, OPSET, [INPUT_NAME, { shape: [rows, ...observationShape] }]);
  const inferred = (traced: Traced) => {
    const shape = shapeOf(traced);
    return shape && { shape };
  };
  return new Map([...scope].map(([name, traced]) => [name, inferred(traced)]));
}

function sizeFault(node: OnnxNode, outputs: readonly Traced[], rows: number): TensorFault | undefined {
  const largest = Math.max(0, ...outputs.map((traced) => (isRefused(traced) ? 0 : (countOf(traced.shape ?? []) ?? 0))));
  if (largest <= LIMITS.onnx.values) return undefined;
  return {
    rule: `${nodeLabel(node)} makes ${largest} values of ${rows} rows`,
    fix: `keep every intermediate result to ${LIMITS.onnx.values} values`,
  };
}

/**
 * Follows the shapes through the graph for a batch of the size that evaluations use. Shapes that do not follow from the file are let
 * pass: what they take is bounded when the model runs.
 *
 * @returns faults of nodes that make too much
 */
export function sizeFaults(graph: OnnxGraph, observationShape: readonly number[]): TensorFault[] {
  const rows = batchRows(sizeOf(observationShape));
  const faults: TensorFault[] = [];
  traceGraph(graph, OPSET, [INPUT_NAME, { shape: [rows, ...observationShape] }], (node, outputs) => {
    const fault = sizeFault(node, outputs, rows);
    if (fault) faults.push(fault);
  });
  return faults;
}
