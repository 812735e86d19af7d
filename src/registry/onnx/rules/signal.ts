import { keepRowsApart, plainBatch, sameForAllRows, withRows, type ShapedTensor } from '../row-layout.ts';
import { integerOf } from '../shape-values.ts';
import { fixedValues, type Length } from '../traced-tensor.ts';
import { impossible, mixes } from '../untraceable.ts';
import { axisOf, required, sizesOf, type RuleTable, type TraceRule } from './trace-rule.ts';

const half = (length: Length) => (length === null ? null : Math.floor(length / 2) + 1);
const firstOf = (tensor: ShapedTensor | undefined): Length => (tensor && fixedValues(tensor)?.[0]) ?? null;

/** [batch, …, 1 or 2]: the axis is an attribute in older opsets, an input in newer ones. */
const fourier: TraceRule = (node, [input, length, axisGiven], opset) => {
  const data = required(input);
  const AXIS_AS_INPUT = 20;
  const given = axisGiven ? (sizesOf(axisGiven, 'an axis')[0] ?? -2) : integerOf(node, 'axis', opset < AXIS_AS_INPUT ? 1 : -2);
  const axis = axisOf(given, data);
  const last = data.shape.length - 1;
  keepRowsApart(data, [axis, last], 'transforms');
  const whole = length ? firstOf(length) : data.shape[axis]!;
  const kept = integerOf(node, 'onesided', 0) === 1 ? half(whole) : whole;
  return [withRows(data.shape.with(axis, kept).with(last, 2), data.rows)];
};

/** Signals [batch, length] or [batch, length, 1]. */
const shortFourier: TraceRule = (node, [input, step, window, frame]) => {
  const data = required(input);
  plainBatch(data, 'transforms');
  sameForAllRows([window], 'a window');
  const width = frame ? firstOf(frame) : (window?.shape[0] ?? null);
  const [batch, length, hop] = [data.shape[0]!, data.shape[1]!, firstOf(step)];
  const frames = length === null || width === null || hop === null ? null : Math.floor((length - width) / hop) + 1;
  return [withRows([batch, frames, integerOf(node, 'onesided', 1) === 1 ? half(width) : width, 2], data.rows)];
};

const window: TraceRule = (_node, [size]) => [{ shape: [firstOf(size)] }];

const melWeights: TraceRule = (_node, [bins, length]) => [{ shape: [half(firstOf(length)), firstOf(bins)] }];

/** Columns [batch, channels · block, blocks] laid back into pictures. */
const columnsToImage: TraceRule = (_node, [input, image, block]) => {
  const data = required(input);
  plainBatch(data, 'lays out');
  const [space, kernel] = [sizesOf(image, 'a size'), sizesOf(block, 'a block')];
  const values = kernel.reduce((product, size) => product * size, 1);
  const channels = data.shape[1]!;
  return [withRows([data.shape[0]!, channels === null ? null : channels / values, ...space], data.rows)];
};

/** Data, kernel, offsets for each row, bias, mask for each row. The result is as large as the offsets. */
const deformableConvolution: TraceRule = (_node, [input, kernel, offset, bias, mask]) => {
  const [data, weights, places] = [required(input), required(kernel), required(offset)];
  sameForAllRows([weights, bias], 'a kernel');
  for (const tensor of [data, places, mask]) {
    if (!tensor) continue;
    plainBatch(tensor, 'convolves');
    if (!tensor.rows !== !data.rows) mixes('takes offsets that are not those of its rows');
  }
  if (data.shape.length !== places.shape.length) impossible('takes offsets of another rank');
  return [withRows([data.shape[0]!, weights.shape[0]!, ...places.shape.slice(2)], data.rows)];
};

export const SIGNAL_RULES: RuleTable = [
  ['DFT', fourier],
  ['STFT', shortFourier],
  ['BlackmanWindow HammingWindow HannWindow', window],
  ['MelWeightMatrix', melWeights],
  ['Col2Im', columnsToImage],
  ['DeformConv', deformableConvolution],
];
