import type { OnnxGraph, OnnxNode } from './messages.ts';
import { nodesInOrder } from './node-order.ts';
import { hasAttribute, integerOf, tensorOf } from './shape-values.ts';
import { DATA_TYPES } from './tensor-faults.ts';

/** Element type of each value, by name; undefined where it is not followed. */
export type ElementTypes = ReadonlyMap<string, number | undefined>;

const { bool, float32, int64 } = DATA_TYPES;

/** Operators whose result has a type of its own. */
const OWN_TYPES: ReadonlyMap<string, number> = new Map([
  ...'And Equal Greater GreaterOrEqual IsInf IsNaN Less LessOrEqual Not Or Xor'.split(' ').map((name) => [name, bool] as const),
  ...'ArgMax ArgMin NonZero SequenceLength Shape Size'.split(' ').map((name) => [name, int64] as const),
]);

/** The input, other than the first, whose type the result has. */
const TYPED_BY: Readonly<Record<string, number>> = { Where: 1, OneHot: 2, DequantizeLinear: 1, CastLike: 1 };

/** Operators whose results are typed in ways that are not followed. */
const OPEN: ReadonlySet<string> = new Set(
  'BitCast BlackmanWindow ConvInteger EyeLike HammingWindow HannWindow If MatMulInteger MelWeightMatrix QuantizeLinear Scan'.split(
    ' ',
  ),
);

function constantType(node: OnnxNode): number | undefined {
  const tensor = tensorOf(node, 'value');
  if (tensor) return tensor.dataType;
  return hasAttribute(node, 'value_int') || hasAttribute(node, 'value_ints') ? int64 : float32;
}

function typeOf(node: OnnxNode, types: ElementTypes): number | undefined {
  const { opType = '', input } = node;
  if (opType === 'Constant') return constantType(node);
  if (opType === 'ConstantOfShape') return tensorOf(node, 'value')?.dataType ?? float32;
  if (opType === 'Cast') return integerOf(node, 'to', 0);
  if (OPEN.has(opType)) return undefined;
  return OWN_TYPES.get(opType) ?? types.get(input[TYPED_BY[opType] ?? 0] ?? '');
}

/** Follows element types through a graph. @param outer types of the values around it */
export function elementTypes(graph: OnnxGraph, outer: ElementTypes = new Map()): ElementTypes {
  const types = new Map(outer);
  for (const { name = '', type } of graph.input) types.set(name, type?.tensorType?.elemType);
  for (const { name = '', dataType } of graph.initializer) types.set(name, dataType);
  for (const node of nodesInOrder(graph) ?? []) {
    const type = typeOf(node, types);
    // The second result of TopK and MaxPool, and the mask of Dropout, are of other types.
    node.output.forEach((name, i) => types.set(name, i === 0 || node.opType === 'Split' ? type : undefined));
  }
  return types;
}
