import type { OnnxNode } from '../messages.ts';
import { plainBatch, sameForAllRows, withRows, type ShapedTensor } from '../row-layout.ts';
import { integerOf, integersOf, textOf } from '../shape-values.ts';
import { describeShape, type Length } from '../traced-tensor.ts';
import { impossible, mixes } from '../untraceable.ts';
import { required, type RuleTable, type TraceRule } from './trace-rule.ts';

interface Window {
  readonly kernel: readonly Length[];
  readonly strides: readonly number[];
  readonly dilations: readonly number[];
  /** Before and after, per axis. */
  readonly pads: readonly (readonly [number, number])[];
  readonly automatic: 'SAME' | 'VALID' | null;
}

function windowOf(node: OnnxNode, kernel: readonly Length[]): Window {
  const list = (name: string, fallback: number) => kernel.map((_, axis) => integersOf(node, name)?.[axis] ?? fallback);
  const mode = textOf(node, 'auto_pad') ?? 'NOTSET';
  const automatic = mode.startsWith('SAME') ? 'SAME' : mode === 'VALID' ? 'VALID' : null;
  const sides = automatic ? [] : (integersOf(node, 'pads') ?? []);
  const pads = kernel.map((_, axis) => [sides[axis] ?? 0, sides[axis + kernel.length] ?? 0] as const);
  return { kernel, strides: list('strides', 1), dilations: list('dilations', 1), pads, automatic };
}

/** How often a window fits along each axis. @param least a convolution must fit once, a pool may give nothing */
function slide(
  sizes: readonly Length[],
  { kernel, strides, dilations, pads, automatic }: Window,
  ceil: boolean,
  least: 0 | 1,
): Length[] {
  return sizes.map((size, axis) => {
    const [width, stride] = [kernel[axis]!, strides[axis]!];
    if (size === null || width === null) return null;
    if (automatic === 'SAME') return Math.ceil(size / stride);
    const [before, after] = pads[axis]!;
    const free = size + before + after - (dilations[axis]! * (width - 1) + 1);
    const count = (ceil ? Math.ceil(free / stride) : Math.floor(free / stride)) + 1;
    // A window that would begin behind the data and its first padding is not counted.
    const kept = ceil && (count - 1) * stride >= size + before ? count - 1 : count;
    return kept >= least ? kept : impossible(`slides a window of ${width} over ${size}`);
  });
}

const NO_AUTOMATIC = 'pad by numbers in place of padding="same", as in nn.Conv1d(..., padding=dilation * (kernel_size - 1) // 2)';

/** The runtime pads by itself only where windows have no gaps. */
function refuseGaps({ automatic, dilations }: Window): void {
  if (automatic === 'SAME' && dilations.some((step) => step !== 1))
    mixes('pads automatically (auto_pad SAME) and has a dilation, which the runtime does not have together', NO_AUTOMATIC);
}

/** Data [batch, channels, …] and a kernel [channels out, channels in / groups, …] that is the same for all rows. */
function kernelOf(
  input: ShapedTensor | undefined,
  weights: ShapedTensor | undefined,
  others: readonly (ShapedTensor | undefined)[],
) {
  const [data, kernel] = [required(input), required(weights)];
  plainBatch(data, 'convolves');
  sameForAllRows([kernel, ...others], 'a kernel');
  if (data.shape.length !== kernel.shape.length || data.shape.length < 3) {
    impossible(`convolves ${describeShape(data)} with ${describeShape(kernel)}`);
  }
  return { data, kernel };
}

function convolved(
  node: OnnxNode,
  input: ShapedTensor | undefined,
  weights: ShapedTensor | undefined,
  others: readonly (ShapedTensor | undefined)[],
) {
  const { data, kernel } = kernelOf(input, weights, others);
  const [out, perGroup] = kernel.shape;
  const channels = data.shape[1]!;
  const expected = perGroup === null ? null : perGroup! * integerOf(node, 'group', 1);
  if (channels !== null && expected !== null && channels !== expected) {
    impossible(`convolves ${channels} channels with a kernel for ${expected}`);
  }
  const window = windowOf(node, kernel.shape.slice(2));
  refuseGaps(window);
  return [withRows([data.shape[0]!, out!, ...slide(data.shape.slice(2), window, false, 1)], data.rows)];
}

const convolution: TraceRule = (node, [data, kernel, ...others]) => convolved(node, data, kernel, others);

const quantizedConvolution: TraceRule = (node, [data, scale, zero, kernel, ...others]) =>
  convolved(node, data, kernel, [scale, zero, ...others]);

const transposedConvolution: TraceRule = (node, [input, weights, ...others]) => {
  const { data, kernel } = kernelOf(input, weights, others);
  const window = windowOf(node, kernel.shape.slice(2));
  const given = integersOf(node, 'output_shape');
  const extra = integersOf(node, 'output_padding') ?? [];
  const sizes = data.shape.slice(2).map((size, axis): Length => {
    const [width, stride] = [window.kernel[axis]!, window.strides[axis]!];
    if (given?.length) return given.at(axis - data.shape.length + 2) ?? null;
    if (size === null || width === null) return null;
    const full = stride * (size - 1) + (extra[axis] ?? 0) + window.dilations[axis]! * (width - 1) + 1;
    if (window.automatic === 'SAME') return Math.min(size * stride, full);
    const [before, after] = window.pads[axis]!;
    return full - before - after;
  });
  const perGroup = kernel.shape[1]!;
  const channels = perGroup === null ? null : perGroup * integerOf(node, 'group', 1);
  return [withRows([data.shape[0]!, channels, ...sizes], data.rows)];
};

/** How far the windows reach beyond the data. */
function overhang(size: Length, count: number, { kernel, strides, dilations }: Window, axis: number): number {
  return (count - 1) * strides[axis]! + dilations[axis]! * (kernel[axis]! - 1) + 1 - (size ?? 0);
}

/** Until then the runtime has no way to skip values between windows where it pads by itself. */
const AVERAGE_POOL_SKIPS = 19;

const pool: TraceRule = (node, [input], opset) => {
  const data = required(input);
  plainBatch(data, 'pools');
  const kernel = integersOf(node, 'kernel_shape') ?? [];
  if (kernel.length !== data.shape.length - 2) impossible(`pools ${describeShape(data)} by a window of ${kernel.length} axes`);
  const window = windowOf(node, kernel);
  const sizes = slide(data.shape.slice(2), window, integerOf(node, 'ceil_mode', 0) === 1, 0);
  const skips = sizes.some((count, axis) => count !== null && overhang(data.shape[axis + 2]!, count, window, axis) < 0);
  const mustPad = node.opType === 'MaxPool' || (node.opType === 'AveragePool' && opset < AVERAGE_POOL_SKIPS);
  if (mustPad && window.automatic === 'SAME' && skips)
    impossible('pads by less than nothing: its windows are shorter than their steps');
  const result = withRows([...data.shape.slice(0, 2), ...sizes], data.rows);
  // Places of a maximum count from the start of the whole batch.
  return [result, data.rows ? { ...result, sized: 'MaxPool' } : result];
};

const globalPool: TraceRule = (_node, [input]) => {
  const data = required(input);
  plainBatch(data, 'pools');
  return [
    withRows(
      data.shape.map((size, axis) => (axis < 2 ? size : 1)),
      data.rows,
    ),
  ];
};

export const WINDOW_RULES: RuleTable = [
  ['Conv ConvInteger', convolution],
  ['QLinearConv', quantizedConvolution],
  ['ConvTranspose', transposedConvolution],
  ['MaxPool AveragePool LpPool', pool],
  ['GlobalAveragePool GlobalMaxPool GlobalLpPool', globalPool],
];
