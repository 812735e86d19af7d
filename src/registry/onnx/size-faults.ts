import { batchRows } from '../../evaluation/encode.ts';
import { LIMITS } from '../limits.ts';
import { printable } from '../printable.ts';
import type { OnnxGraph, OnnxNode } from './messages.ts';
import { SHAPE_RULES } from './shape-rules.ts';
import { knownTensor, sizeOf, type KnownTensor } from './shape-values.ts';
import { INPUT_NAME, OUTPUT_NAME } from './signature-faults.ts';
import type { TensorFault } from './tensor-faults.ts';

type Known = Map<string, KnownTensor | undefined>;

/** A shape as a file may claim it: sizes that are no whole numbers follow from nothing sensible. */
function isShape(tensor: KnownTensor | undefined): tensor is KnownTensor {
  return tensor?.shape.every((size) => Number.isInteger(size) && size >= 0) ?? false;
}

function outputsOf(node: OnnxNode, known: Known): readonly (KnownTensor | undefined)[] {
  const rule = SHAPE_RULES.get(node.opType ?? '');
  if (!rule) return [];
  const inputs = node.input.map((name) => (name === '' ? undefined : known.get(name)));
  return rule(node, inputs).map((output) => (isShape(output) ? output : undefined));
}

function graphFaults(graph: OnnxGraph, known: Known, rows: number): TensorFault[] {
  for (const tensor of graph.initializer) known.set(tensor.name ?? '', knownTensor(tensor));
  return graph.node.flatMap((node) => {
    const inner = node.attribute.flatMap(({ g }) => (g ? graphFaults(g, new Map(known), rows) : []));
    const outputs = outputsOf(node, known);
    node.output.forEach((name, i) => known.set(name, outputs[i]));
    const largest = Math.max(0, ...outputs.map((output) => (output ? sizeOf(output.shape) : 0)));
    if (largest <= LIMITS.onnx.values) return inner;
    const rule = `node "${printable(node.name)}" (${printable(node.opType)}) makes ${largest} values of ${rows} rows`;
    return [...inner, { rule, fix: `keep every intermediate result to ${LIMITS.onnx.values} values` }];
  });
}

/** What is known of every result of the main graph for a batch of `rows`; undefined where it does not follow from the file. */
export function inferShapes(graph: OnnxGraph, observationShape: readonly number[], rows: number): Known {
  const known: Known = new Map([[INPUT_NAME, { shape: [rows, ...observationShape] }]]);
  graphFaults(graph, known, rows);
  return known;
}

/**
 * Follows the shapes through the graph for a batch of the size that evaluations use. Shapes that do not follow from the file are let
 * pass: what they take is bounded when the model runs.
 *
 * @param observationShape shape of one observation, without the batch
 * @returns faults of nodes that make too much, and of codes that are not of the declared shape
 */
export function sizeFaults(graph: OnnxGraph, observationShape: readonly number[]): TensorFault[] {
  const rows = batchRows(sizeOf(observationShape));
  const known: Known = new Map([[INPUT_NAME, { shape: [rows, ...observationShape] }]]);
  const faults = graphFaults(graph, known, rows);
  const codes = known.get(OUTPUT_NAME)?.shape;
  const declared = graph.output[0]?.type?.tensorType?.shape?.dim[1]?.dimValue;
  if (codes && (codes.length !== 2 || codes[0] !== rows || codes[1] !== declared)) {
    const rule = `gives codes of shape [${codes.join(', ')}] for ${rows} rows, and declares [batch, ${declared ?? '?'}]`;
    faults.push({ rule, fix: 'export again, so that the declared output is the one that is computed' });
  }
  return faults;
}
