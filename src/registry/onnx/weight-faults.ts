import { printable } from '../printable.ts';
import type { OnnxGraph, OnnxNode, OnnxTensor } from './messages.ts';
import { floatsOf, tensorOf } from './shape-values.ts';
import type { TensorFault } from './tensor-faults.ts';
import { isFloating, tensorValues } from './tensor-values.ts';

/** Operators whose constants are what training found. An infinity elsewhere may be meant: a mask, or an open bound. */
const WITH_WEIGHTS: ReadonlySet<string> = new Set(
  (
    'BatchNormalization Conv ConvTranspose DeformConv Einsum GRU Gemm GroupNormalization InstanceNormalization LSTM LayerNormalization ' +
    'MatMul PRelu RMSNormalization RNN'
  ).split(' '),
);

/** Operators through which a constant is still the same weights. */
const PASSING: ReadonlySet<string> = new Set(
  'Cast Concat DequantizeLinear Expand Flatten Identity QuantizeLinear Reshape Slice Squeeze Transpose Unsqueeze'.split(' '),
);

/** Weights kept as attributes, by operators of ai.onnx.ml. */
const WEIGHT_LISTS = ['coefficients', 'intercepts', 'offset', 'scale'] as const;

const DIVERGED = 'train again: the weights have diverged';

type Sources = ReadonlyMap<string, readonly OnnxTensor[]>;

/** Constants of the file that each name stands for. */
function sourcesOf(graph: OnnxGraph, outer: Sources): Sources {
  const sources = new Map(outer);
  for (const tensor of graph.initializer) sources.set(tensor.name ?? '', [tensor]);
  for (const node of graph.node) {
    const tensor = node.opType === 'Constant' ? tensorOf(node, 'value') : undefined;
    const passed = PASSING.has(node.opType ?? '') ? node.input.flatMap((name) => sources.get(name) ?? []) : [];
    const found = tensor ? [tensor] : [...new Set(passed)];
    if (found.length > 0) for (const name of node.output) sources.set(name, found);
  }
  return sources;
}

function describe(node: OnnxNode, tensor: OnnxTensor | undefined): TensorFault {
  const label = node.name ? `node "${printable(node.name)}"` : `the node that gives "${printable(node.output[0])}"`;
  const weights = tensor?.name ? `weights "${printable(tensor.name)}"` : 'weights';
  return { rule: `${label} (${printable(node.opType)}) has ${weights} with NaN or infinity`, fix: DIVERGED };
}

/** NaN and infinities among the weights of products, convolutions, recurrences and normalisations, through whatever chain of constants. */
export function weightFaults(graph: OnnxGraph, outer: Sources = new Map()): TensorFault[] {
  const sources = sourcesOf(graph, outer);
  const finite = new Map<OnnxTensor, boolean>();
  const isFinite = (tensor: OnnxTensor) => {
    if (!finite.has(tensor))
      finite.set(tensor, !isFloating(tensor.dataType) || (tensorValues(tensor)?.every(Number.isFinite) ?? true));
    return finite.get(tensor)!;
  };
  return graph.node.flatMap((node) => {
    const inner = node.attribute.flatMap(({ g, graphs }) =>
      [...(g ? [g] : []), ...graphs].flatMap((part) => weightFaults(part, sources)),
    );
    if (WEIGHT_LISTS.some((name) => !(floatsOf(node, name)?.every(Number.isFinite) ?? true)))
      return [describe(node, undefined), ...inner];
    if (!WITH_WEIGHTS.has(node.opType ?? '')) return inner;
    const diverged = node.input.flatMap((name) => sources.get(name) ?? []).find((tensor) => !isFinite(tensor));
    return diverged ? [describe(node, diverged), ...inner] : inner;
  });
}
