import type { OnnxNode } from './messages.ts';
import {
  broadcast,
  constantOf,
  integerOf,
  integersOf,
  resolveAxis,
  sizeOf,
  withValues,
  type KnownTensor,
  type ShapeRule,
} from './shape-values.ts';
import { SIZE_RULES } from './size-rules.ts';

type Inputs = Parameters<ShapeRule>[1];

const one = (shape: readonly number[] | undefined) => [shape && { shape }];

const ARITHMETIC: Readonly<Record<string, (a: number, b: number) => number>> = {
  Add: (a, b) => a + b,
  Sub: (a, b) => a - b,
  Mul: (a, b) => a * b,
  Div: (a, b) => Math.trunc(a / b),
  Equal: (a, b) => Number(a === b),
};

/** Sizes that are computed: operands have equal shapes, or one is a single value. */
function combined(operate: (a: number, b: number) => number, [a, b]: Inputs): readonly number[] | undefined {
  if (!a?.values || !b?.values) return undefined;
  const [left, right] = [a.values, b.values];
  if (left.length === right.length) return left.map((value, i) => operate(value, right[i]!));
  if (right.length === 1) return left.map((value) => operate(value, right[0]!));
  return left.length === 1 ? right.map((value) => operate(left[0]!, value)) : undefined;
}

const elementwise: ShapeRule = ({ opType = '' }, inputs) => {
  const shapes = inputs.map((input) => input?.shape);
  const shape = shapes.every((entry) => entry !== undefined) ? broadcast(shapes) : undefined;
  if (!shape) return [undefined];
  const operate = ARITHMETIC[opType];
  if (operate) return [withValues(shape, combined(operate, inputs))];
  const [condition, yes, no] = inputs.map((input) => input?.values);
  if (opType !== 'Where' || !condition || yes?.length !== condition.length || no?.length !== condition.length) return [{ shape }];
  return [
    withValues(
      shape,
      condition.map((chosen, i) => (chosen ? yes[i]! : no[i]!)),
    ),
  ];
};

const matrixProduct: ShapeRule = (_node, [a, b]) => {
  if (!a || !b || a.shape.length < 2 || b.shape.length < 2) return [undefined];
  const leading = broadcast([a.shape.slice(0, -2), b.shape.slice(0, -2)].map((shape) => [1, ...shape]));
  return one(leading && [...leading.slice(1), a.shape.at(-2)!, b.shape.at(-1)!]);
};

const gemm: ShapeRule = (node, [a, b]) => {
  if (a?.shape.length !== 2 || b?.shape.length !== 2) return [undefined];
  return one([a.shape[integerOf(node, 'transA', 0) ? 1 : 0]!, b.shape[integerOf(node, 'transB', 0) ? 0 : 1]!]);
};

const reshape: ShapeRule = (node, [data, target]) => {
  if (!data || !target?.values) return [undefined];
  const copyZeros = integerOf(node, 'allowzero', 0) === 0;
  const sizes = target.values.map((size, axis) => (size === 0 && copyZeros ? (data.shape[axis] ?? 0) : size));
  const rest = sizeOf(sizes.filter((size) => size !== -1));
  const shape = sizes.map((size) => (size === -1 ? sizeOf(data.shape) / rest : size));
  return sizeOf(shape) === sizeOf(data.shape) ? [withValues(shape, data.values)] : [undefined];
};

const flatten: ShapeRule = (node, [data]) => {
  if (!data) return [undefined];
  const axis = integerOf(node, 'axis', 1);
  const split = axis < 0 ? axis + data.shape.length : axis;
  return one([sizeOf(data.shape.slice(0, split)), sizeOf(data.shape.slice(split))]);
};

/** Axes as an attribute up to opset 12, as an input since 13. */
function axesOf(node: OnnxNode, input: KnownTensor | undefined): readonly number[] | undefined {
  return integersOf(node, 'axes')?.length ? integersOf(node, 'axes') : input?.values;
}

const squeeze: ShapeRule = (node, [data, axes]) => {
  if (!data) return [undefined];
  const chosen = axesOf(node, axes)?.map((axis) => resolveAxis(axis, data.shape.length));
  if (!chosen) return [undefined];
  return [
    withValues(
      data.shape.filter((_, axis) => !chosen.includes(axis)),
      data.values,
    ),
  ];
};

const unsqueeze: ShapeRule = (node, [data, axes]) => {
  const added = axesOf(node, axes);
  if (!data || !added) return [undefined];
  const rank = data.shape.length + added.length;
  const places = added.map((axis) => resolveAxis(axis, rank));
  const sizes = data.shape.values();
  const shape = Array.from({ length: rank }, (_, axis) => (places.includes(axis) ? 1 : (sizes.next().value ?? 1)));
  return [withValues(shape, data.values)];
};

const transpose: ShapeRule = (node, [data]) => {
  if (!data) return [undefined];
  const order = integersOf(node, 'perm')?.length ? integersOf(node, 'perm')! : [...data.shape.keys()].toReversed();
  const shape = order.map((axis) => data.shape[axis]);
  return one(shape.every((size) => size !== undefined) ? shape : undefined);
};

const concat: ShapeRule = (node, inputs) => {
  const axis = resolveAxis(integerOf(node, 'axis', 0), inputs[0]?.shape.length ?? 0);
  if (axis === undefined || inputs.some((input) => input === undefined)) return [undefined];
  const known = inputs as readonly KnownTensor[];
  const total = known.reduce((sum, { shape }) => sum + (shape[axis] ?? 0), 0);
  const values = known.every((input) => input.values) ? known.flatMap((input) => input.values!) : undefined;
  const shape = known[0]!.shape.map((size, i) => (i === axis ? total : size));
  return [shape.length === 1 ? withValues(shape, values) : { shape }];
};

const gather: ShapeRule = (node, [data, indices]) => {
  if (!data || !indices) return [undefined];
  const axis = resolveAxis(integerOf(node, 'axis', 0), data.shape.length);
  if (axis === undefined) return [undefined];
  const shape = [...data.shape.slice(0, axis), ...indices.shape, ...data.shape.slice(axis + 1)];
  const picked = data.shape.length === 1 ? indices.values?.map((index) => data.values?.at(index)) : undefined;
  return [picked?.every((value) => value !== undefined) ? withValues(shape, picked) : { shape }];
};

const slice: ShapeRule = (_node, [data, starts, ends, axes, steps]) => {
  if (!data || !starts?.values || !ends?.values || (axes && !axes.values) || (steps && !steps.values)) return [undefined];
  const shape = [...data.shape];
  let values = data.values;
  for (const [i, start] of starts.values.entries()) {
    const axis = resolveAxis(axes?.values?.[i] ?? i, shape.length);
    const step = steps?.values?.[i] ?? 1;
    if (axis === undefined || step < 1) return [undefined];
    const place = (value: number) => Math.min(shape[axis]!, Math.max(0, value < 0 ? value + shape[axis]! : value));
    const [from, to] = [place(start), place(ends.values[i]!)];
    if (shape.length === 1) values = values?.slice(from, to).filter((_, position) => position % step === 0);
    shape[axis] = Math.max(0, Math.ceil((to - from) / step));
  }
  return [shape.length === 1 ? withValues(shape, values) : { shape }];
};

const shapeOf: ShapeRule = (node, [data]) => {
  if (!data) return [undefined];
  const sizes = data.shape.slice(integerOf(node, 'start', 0), integerOf(node, 'end', data.shape.length));
  return [withValues([sizes.length], sizes)];
};

const reduce: ShapeRule = (node, [data, axes]) => {
  if (!data) return [undefined];
  const rank = data.shape.length;
  const isIndex = node.opType?.startsWith('Arg');
  const given = isIndex ? [integerOf(node, 'axis', 0)] : axesOf(node, axes);
  const chosen = (given ?? [...data.shape.keys()]).map((axis) => resolveAxis(axis, rank));
  const kept = integerOf(node, 'keepdims', 1) === 1;
  return one(data.shape.flatMap((size, axis) => (chosen.includes(axis) ? (kept ? [1] : []) : [size])));
};

const split: ShapeRule = (node, [data, sizes]) => {
  const axis = resolveAxis(integerOf(node, 'axis', 0), data?.shape.length ?? 0);
  if (!data || axis === undefined) return node.output.map(() => undefined);
  const parts = sizes?.values ?? integersOf(node, 'split');
  const equal = Math.ceil(data.shape[axis]! / node.output.length);
  return node.output.map((_, part) => {
    const size = parts?.length ? parts[part] : Math.min(equal, data.shape[axis]! - part * equal);
    return size === undefined ? undefined : { shape: data.shape.map((old, i) => (i === axis ? size : old)) };
  });
};

/** Input 0 as it is: activations, normalisation, casts. */
const unchanged: ShapeRule = (node, [data]) => {
  const keepsValues = node.opType === 'Identity' || node.opType === 'Cast';
  return [data && withValues(data.shape, keepsValues ? data.values : undefined)];
};

const NAMED: readonly (readonly [string, ShapeRule])[] = [
  ['Constant', (node) => [constantOf(node)]],
  ['Reshape', reshape],
  ['Flatten', flatten],
  ['Squeeze', squeeze],
  ['Unsqueeze', unsqueeze],
  ['Transpose', transpose],
  ['Concat', concat],
  ['Gather', gather],
  ['GatherElements', (_node, [, indices]) => one(indices?.shape)],
  ['Slice', slice],
  ['Split', split],
  ['Shape', shapeOf],
  ['Size', (_node, [data]) => [data && { shape: [], values: [sizeOf(data.shape)] }]],
  ['Gemm', gemm],
  ['MatMul MatMulInteger', matrixProduct],
  ['ReduceL1 ReduceL2 ReduceLogSum ReduceLogSumExp ReduceMax ReduceMean ReduceMin ReduceProd ReduceSum ReduceSumSquare', reduce],
  ['ArgMax ArgMin', reduce],
  [
    'Add And BitwiseAnd BitwiseOr BitwiseXor BitShift Div Equal Greater GreaterOrEqual Less LessOrEqual Max Mean Min Mod Mul Or PRelu Pow Sub Sum Where Xor',
    elementwise,
  ],
  [
    'Abs Acos Acosh Asin Asinh Atan Atanh BatchNormalization BitwiseNot Cast CastLike Ceil Celu Clip Cos Cosh CumSum DequantizeLinear Elu Erf Exp',
    unchanged,
  ],
  [
    'EyeLike Floor Gelu GroupNormalization HardSigmoid HardSwish Hardmax Identity InstanceNormalization IsInf IsNaN LRN LayerNormalization LeakyRelu',
    unchanged,
  ],
  [
    'Log LogSoftmax LpNormalization MeanVarianceNormalization Mish Neg Not QuantizeLinear RMSNormalization Reciprocal Relu Round ScatterElements',
    unchanged,
  ],
  [
    'ScatterND Selu Shrink Sigmoid Sign Sin Sinh Softmax Softplus Softsign Sqrt Swish Tan Tanh ThresholdedRelu Trilu ReverseSequence',
    unchanged,
  ],
];

/** How the shapes of an operator's outputs follow. Operators without a rule give unknown shapes; their memory is bounded when they run. */
export const SHAPE_RULES: ReadonlyMap<string, ShapeRule> = new Map([
  ...NAMED.flatMap(([names, rule]) => names.split(' ').map((name) => [name, rule] as const)),
  ...SIZE_RULES,
]);
