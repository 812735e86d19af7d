import type { OnnxNode } from '../messages.ts';
import { broadcastRows, keepRowsApart, plainBatch, sameForAllRows, sameLayout, type ShapedTensor } from '../row-layout.ts';
import { integerOf, integersOf } from '../shape-values.ts';
import { DATA_TYPES } from '../tensor-faults.ts';
import { isExact, isFolded } from '../exact-values.ts';
import type { Quantity } from '../quantity.ts';
import { isFloating } from '../tensor-values.ts';
import { constant, countOf, describeShape, type Length } from '../traced-tensor.ts';
import { impossible, mixes, unclear } from '../untraceable.ts';
import { computed } from './constants.ts';
import { axesOf, axisOf, likeOf, required, type RuleTable, type TraceRule } from './trace-rule.ts';

/** Each value of the result is computed from those of the same place. */
const elementwise: TraceRule = (node, inputs) => {
  const operands = inputs.filter((input) => input !== undefined);
  if (operands.length === 0) impossible('lacks an input');
  return [computed(node, inputs, broadcastRows(operands))];
};

/** Bounds are single numbers. */
const clip: TraceRule = (_node, [data, ...bounds]) => {
  sameForAllRows(bounds, 'bounds');
  return [likeOf(required(data))];
};

const cast: TraceRule = (node, [data]) => {
  const { values, ...tensor } = required(data);
  const to = integerOf(node, 'to', 0);
  const toFloat = isFloating(to);
  const fromInteger = tensor.integer ?? true;
  if (!values || tensor.rows || !isFolded(to)) return [likeOf(tensor)];
  // The largest int64 ends slices: handed on as what it is, it stays.
  if (to === DATA_TYPES.int64 && fromInteger) return [constant(tensor.shape, values)];
  const convert = (value: Quantity): Quantity | undefined => {
    if (!isExact(value, fromInteger)) return undefined;
    if (typeof value !== 'number') return to === DATA_TYPES.bool ? undefined : value;
    if (toFloat) return Math.fround(value);
    return to === DATA_TYPES.bool ? Number(value !== 0) : Math.trunc(value);
  };
  const converted = values.map(convert);
  return [converted.every((value) => isExact(value, !toFloat)) ? constant(tensor.shape, converted, !toFloat) : likeOf(tensor)];
};

/** Dropout where nothing is dropped, and the mask that says so. */
const dropout: TraceRule = (_node, [data, ratio, training]) => {
  if (training && training.values?.[0] !== 0) mixes('is in training mode, or may be', 'export in evaluation mode (model.eval())');
  const share = ratio?.values?.[0] ?? 0;
  if (typeof share === 'number' && !(share >= 0 && share < 1)) impossible(`drops a share of ${share}`);
  return [likeOf(required(data)), likeOf(required(data))];
};

/** Scales each channel by numbers of its own. Where rows are channels, as of an exported instance norm, each has its row's numbers. */
const batchNormalization: TraceRule = (_node, [input, ...parameters]) => {
  const data = required(input);
  const { rows } = data;
  const isOwn = (tensor: ShapedTensor | undefined) =>
    tensor?.rows?.axis === 0 && tensor.shape.length === 1 && sameLayout(tensor.rows, rows!);
  if (rows?.axis === 1 && parameters.length > 0 && parameters.every(isOwn)) return [likeOf(data)];
  sameForAllRows(parameters, 'statistics');
  keepRowsApart(data, [1], 'takes as channels');
  return [likeOf(data)];
};

/** Statistics of each picture, over axes 2 and up, or over groups of channels. */
const instanceNormalization: TraceRule = (_node, [data, ...parameters]) => {
  sameForAllRows(parameters, 'a scale');
  plainBatch(required(data), 'normalises');
  return [likeOf(required(data))];
};

/** All axes from this one on. */
const from = (axis: number, { shape }: ShapedTensor) => [...shape.keys()].slice(axis);

const layerNormalization: TraceRule = (node, [data, ...parameters]) => {
  const tensor = required(data);
  const axes = from(axisOf(integerOf(node, 'axis', -1), tensor), tensor);
  sameForAllRows(parameters, 'a scale');
  keepRowsApart(tensor, axes, 'normalises over');
  const statistics = { ...likeOf(tensor), shape: tensor.shape.map((size, axis) => (axes.includes(axis) ? 1 : size)) };
  return [likeOf(tensor), statistics, statistics];
};

const over =
  (verb: string, axesAlong: (node: OnnxNode, data: ShapedTensor, opset: number) => readonly number[]): TraceRule =>
  (node, [data], opset) => {
    keepRowsApart(required(data), axesAlong(node, required(data), opset), verb);
    return [likeOf(required(data))];
  };

/** Up to opset 12 all axes from the named one on are one. */
const SOFTMAX_OF_ONE_AXIS = 13;
const softmax = over('normalises over', (node, data, opset) => {
  const single = opset >= SOFTMAX_OF_ONE_AXIS;
  const axis = axisOf(integerOf(node, 'axis', single ? -1 : 1), data);
  return single ? [axis] : from(axis, data);
});

/** A running sum or product along an axis that is an input. */
const running: TraceRule = (_node, [data, axis]) => {
  const tensor = required(data);
  const place = axis?.values?.[0];
  if (tensor.rows && typeof place !== 'number') unclear('runs along an axis that does not follow from the file');
  if (typeof place === 'number') keepRowsApart(tensor, [axisOf(place, tensor)], 'runs along');
  return [likeOf(tensor)];
};

/** Turns sequences along one axis, whose lengths are one for each entry of another. */
const reverseSequence: TraceRule = (node, [data, lengths]) => {
  const tensor = required(data);
  keepRowsApart(tensor, [axisOf(integerOf(node, 'time_axis', 0), tensor)], 'turns');
  const batchAxis = axisOf(integerOf(node, 'batch_axis', 1), tensor);
  const isFollowed = tensor.rows?.axis === batchAxis;
  const follows = lengths?.rows !== undefined && isFollowed && sameLayout(lengths.rows, tensor.rows);
  if (isFollowed ? !follows : lengths?.rows !== undefined) mixes('takes lengths that are not those of its rows');
  return [likeOf(tensor)];
};

const lastTwo = ({ shape }: ShapedTensor) => [shape.length - 2, shape.length - 1];

/** Scales are one number, or one for each entry of an axis. */
const quantize: TraceRule = (node, [data, scale, zero]) => {
  const tensor = required(data);
  sameForAllRows([scale, zero], 'a scale');
  const perAxis = scale !== undefined && countOf(scale.shape) !== 1;
  if (perAxis) keepRowsApart(tensor, axesOf([integerOf(node, 'axis', 1)], tensor), 'scales by entries of');
  return [likeOf(tensor)];
};

/** Position codes of [batch, (heads,) sequence, size], from tables that are the same for all rows or one for each. */
const rotaryEmbedding: TraceRule = (_node, [data, ...tables]) => {
  plainBatch(required(data), 'turns');
  const [, , positions] = tables;
  // With positions, all rows read one table.
  for (const [place, table] of tables.entries()) {
    if (!table) continue;
    plainBatch(table, 'turns by');
    if (positions && place < 2) sameForAllRows([table], 'a table that positions read');
  }
  return [likeOf(required(data))];
};

const castLike: TraceRule = (_node, [data]) => [likeOf(required(data))];

const meanVariance = over('normalises over', (node, data) => axesOf(integersOf(node, 'axes') ?? [0, 2, 3], data));

const UNARY =
  'Abs Acos Acosh Asin Asinh Atan Atanh BitwiseNot Ceil Celu Cos Cosh Elu Erf Exp Floor Gelu HardSigmoid HardSwish Identity IsInf IsNaN ' +
  'LeakyRelu Log Mish Neg Not Reciprocal Relu Round Selu Shrink Sigmoid Sign Sin Sinh Softplus Softsign Sqrt Swish Tan Tanh ThresholdedRelu';
const OF_SEVERAL =
  'Add And BitShift BitwiseAnd BitwiseOr BitwiseXor Div Equal Greater GreaterOrEqual Less LessOrEqual Max Mean Min Mod Mul Or PRelu Pow Sub ' +
  'Sum Where Xor';

export const ELEMENTWISE_RULES: RuleTable = [
  [`${UNARY} ${OF_SEVERAL}`, elementwise],
  ['Cast', cast],
  ['CastLike BitCast', castLike],
  ['Clip', clip],
  ['Dropout', dropout],
  ['BatchNormalization', batchNormalization],
  ['InstanceNormalization GroupNormalization', instanceNormalization],
  ['LayerNormalization RMSNormalization', layerNormalization],
  ['LpNormalization', over('normalises over', (node, data) => axesOf([integerOf(node, 'axis', -1)], data))],
  [
    'LRN',
    over('normalises over', (_node, data) =>
      data.shape.length === 4 ? [1] : impossible(`takes ${describeShape(data)} for pictures`),
    ),
  ],
  ['MeanVarianceNormalization', meanVariance],
  ['Softmax LogSoftmax Hardmax', softmax],
  ['CumSum CumProd', running],
  ['ReverseSequence', reverseSequence],
  ['Trilu', over('cuts a triangle out of', (_node, data) => lastTwo(data))],
  ['QuantizeLinear DequantizeLinear', quantize],
  ['RotaryEmbedding', rotaryEmbedding],
];

/** Length of an axis of several inputs together. */
export function joinedLength(lengths: readonly Length[]): Length {
  return lengths.reduce<Length>((sum, length) => (sum === null || length === null ? null : sum + length), 0);
}
