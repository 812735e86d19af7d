import type { OnnxNode } from './messages.ts';
import {
  MAXIMUM_VALUES,
  broadcast,
  constantOf,
  integerOf,
  integersOf,
  resolveAxis,
  sizeOf,
  textOf,
  withValues,
  type KnownTensor,
  type ShapeRule,
} from './shape-values.ts';

/** Operators that can make much of little, and those that slide a window. */

const one = (shape: readonly number[] | undefined) => [shape && { shape }];

const constantOfShape: ShapeRule = (node, [size]) => {
  const shape = size?.values;
  const fill = constantOf(node)?.values;
  // The legacy exporter of PyTorch makes the target of an expansion in this way.
  const isShort = shape && fill && sizeOf(shape) >= 0 && sizeOf(shape) <= MAXIMUM_VALUES;
  return [shape && withValues(shape, isShort ? Array<number>(sizeOf(shape)).fill(fill[0]!) : undefined)];
};

const expand: ShapeRule = (_node, [data, target]) => one(data && target?.values && broadcast([data.shape, target.values]));

const tile: ShapeRule = (_node, [data, repeats]) =>
  one(repeats?.values && data?.shape.map((size, axis) => size * (repeats.values![axis] ?? 1)));

const range: ShapeRule = (_node, inputs) => {
  const [start, limit, step] = inputs.map((input) => input?.values?.[0]);
  if (start === undefined || limit === undefined || !step) return [undefined];
  return one([Math.max(0, Math.ceil((limit - start) / step))]);
};

const oneHot: ShapeRule = (node, [indices, depth]) => {
  const size = depth?.values?.[0];
  if (!indices || size === undefined) return [undefined];
  const axis = resolveAxis(integerOf(node, 'axis', -1), indices.shape.length + 1);
  return one(axis === undefined ? undefined : indices.shape.toSpliced(axis, 0, size));
};

const pad: ShapeRule = (_node, [data, pads, , axes]) => {
  if (!data || !pads?.values || (axes && !axes.values)) return [undefined];
  const chosen = axes?.values ?? [...data.shape.keys()];
  const shape = [...data.shape];
  for (const [i, axis] of chosen.entries()) {
    const place = resolveAxis(axis, shape.length);
    if (place === undefined) return [undefined];
    shape[place]! += (pads.values[i] ?? 0) + (pads.values[i + chosen.length] ?? 0);
  }
  return one(shape);
};

/** Only sizes that are given as such: scales are numbers with a fraction, which are not read. */
const resize: ShapeRule = (node, [data, , , sizes]) => {
  const whole = integersOf(node, 'axes')?.length ? undefined : sizes?.values;
  return one(data && whole?.length === data.shape.length ? whole : undefined);
};

const topK: ShapeRule = (node, [data, count]) => {
  const axis = resolveAxis(integerOf(node, 'axis', -1), data?.shape.length ?? 0);
  const size = count?.values?.[0];
  const shape = axis === undefined || size === undefined ? undefined : data!.shape.with(axis, size);
  return [...one(shape), ...one(shape)];
};

const blockSize = (node: OnnxNode) => integerOf(node, 'blocksize', 1);

const depthToSpace: ShapeRule = (node, [data]) => {
  if (data?.shape.length !== 4) return [undefined];
  const [batch, channels, height, width] = data.shape as [number, number, number, number];
  const b = blockSize(node);
  return one([batch, channels / b ** 2, height * b, width * b]);
};

const spaceToDepth: ShapeRule = (node, [data]) => {
  if (data?.shape.length !== 4) return [undefined];
  const [batch, channels, height, width] = data.shape as [number, number, number, number];
  const b = blockSize(node);
  return one([batch, channels * b ** 2, height / b, width / b]);
};

interface Window {
  readonly kernel: readonly number[];
  readonly strides: readonly number[];
  readonly dilations: readonly number[];
  /** Sum of both sides, per axis; null where they follow from the input (`SAME_…`). */
  readonly pads: readonly number[] | null;
}

function windowOf(node: OnnxNode, kernel: readonly number[]): Window {
  const list = (name: string, fallback: number) => kernel.map((_, axis) => integersOf(node, name)?.[axis] ?? fallback);
  const automatic = textOf(node, 'auto_pad')?.startsWith('SAME') ?? false;
  const sides = integersOf(node, 'pads') ?? [];
  const pads = kernel.map((_, axis) => (sides[axis] ?? 0) + (sides[axis + kernel.length] ?? 0));
  return { kernel, strides: list('strides', 1), dilations: list('dilations', 1), pads: automatic ? null : pads };
}

function slide(
  sizes: readonly number[],
  { kernel, strides, dilations, pads }: Window,
  round: (value: number) => number,
): number[] {
  return sizes.map((size, axis) => {
    if (!pads) return Math.ceil(size / strides[axis]!);
    const span = dilations[axis]! * (kernel[axis]! - 1) + 1;
    return Math.max(0, round((size + pads[axis]! - span) / strides[axis]!) + 1);
  });
}

const convolution: ShapeRule = (node, [data, weights]) => {
  if (!data || !weights || data.shape.length !== weights.shape.length || data.shape.length < 3) return [undefined];
  const sizes = slide(data.shape.slice(2), windowOf(node, weights.shape.slice(2)), Math.floor);
  return one([data.shape[0]!, weights.shape[0]!, ...sizes]);
};

const transposedConvolution: ShapeRule = (node, [data, weights]) => {
  if (!data || !weights || data.shape.length !== weights.shape.length || data.shape.length < 3) return [undefined];
  const { kernel, strides, dilations, pads } = windowOf(node, weights.shape.slice(2));
  if (!pads || integersOf(node, 'output_shape')?.length) return [undefined];
  const extra = integersOf(node, 'output_padding') ?? [];
  const sizes = data.shape
    .slice(2)
    .map(
      (size, axis) => strides[axis]! * (size - 1) + (extra[axis] ?? 0) + dilations[axis]! * (kernel[axis]! - 1) + 1 - pads[axis]!,
    );
  return one([data.shape[0]!, weights.shape[1]! * integerOf(node, 'group', 1), ...sizes]);
};

const pool: ShapeRule = (node, [data]) => {
  const kernel = integersOf(node, 'kernel_shape');
  if (!data || kernel?.length !== data.shape.length - 2) return [undefined];
  const round = integerOf(node, 'ceil_mode', 0) ? Math.ceil : Math.floor;
  return one([...data.shape.slice(0, 2), ...slide(data.shape.slice(2), windowOf(node, kernel), round)]);
};

const globalPool: ShapeRule = (_node, [data]) => one(data?.shape.map((size, axis) => (axis < 2 ? size : 1)));

/** Each letter of the equation is a size. */
const einsum: ShapeRule = (node, inputs) => {
  const [left, right] = (textOf(node, 'equation') ?? '').replaceAll(' ', '').split('->');
  const terms = left?.split(',') ?? [];
  if (right === undefined || !/^[a-zA-Z,]*$/.test(`${left}${right}`) || terms.length !== inputs.length) return [undefined];
  const sizes = new Map<string, number>();
  for (const [i, input] of (inputs as (KnownTensor | undefined)[]).entries()) {
    if (input?.shape.length !== terms[i]!.length) return [undefined];
    [...terms[i]!].forEach((letter, axis) => sizes.set(letter, Math.max(sizes.get(letter) ?? 1, input.shape[axis]!)));
  }
  const shape = [...right].map((letter) => sizes.get(letter));
  return one(shape.every((size) => size !== undefined) ? shape : undefined);
};

export const SIZE_RULES: readonly (readonly [string, ShapeRule])[] = [
  ['ConstantOfShape', constantOfShape],
  ['Expand', expand],
  ['Tile', tile],
  ['Range', range],
  ['OneHot', oneHot],
  ['Pad', pad],
  ['Resize', resize],
  ['TopK', topK],
  ['DepthToSpace', depthToSpace],
  ['SpaceToDepth', spaceToDepth],
  ['Conv', convolution],
  ['ConvTranspose', transposedConvolution],
  ['MaxPool', pool],
  ['AveragePool', pool],
  ['LpPool', pool],
  ['GlobalAveragePool', globalPool],
  ['GlobalMaxPool', globalPool],
  ['GlobalLpPool', globalPool],
  ['Einsum', einsum],
];
