import type { OnnxAttribute, OnnxNode, OnnxTensor } from './messages.ts';
import { DATA_TYPES } from './tensor-faults.ts';

/** What is known of a tensor before anything runs. */
export interface KnownTensor {
  readonly shape: readonly number[];
  /** The values of a small integer tensor in C order: sizes, axes and the like, from which other shapes follow. */
  readonly values?: readonly number[];
}

/** Shapes of a node's outputs; undefined where they do not follow. `inputs` has undefined for what is absent or unknown. */
export type ShapeRule = (node: OnnxNode, inputs: readonly (KnownTensor | undefined)[]) => readonly (KnownTensor | undefined)[];

/** Longer tensors are data, not sizes. */
export const MAXIMUM_VALUES = 64;

export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}

/** A tensor of integers, or only its shape where it is too long to be one of sizes. */
export function withValues(shape: readonly number[], values: readonly number[] | undefined): KnownTensor {
  return values && values.length === sizeOf(shape) && values.length <= MAXIMUM_VALUES ? { shape, values } : { shape };
}

function rawIntegers({ rawData, dataType }: OnnxTensor): number[] {
  const view = new DataView(rawData!.buffer, rawData!.byteOffset, rawData!.byteLength);
  const width = dataType === DATA_TYPES.int64 ? 8 : 4;
  return Array.from({ length: Math.floor(view.byteLength / width) }, (_, i) =>
    width === 8 ? Number(view.getBigInt64(i * width, true)) : view.getInt32(i * width, true),
  );
}

/** A constant of the file. */
export function knownTensor(tensor: OnnxTensor): KnownTensor {
  const { dims: shape, dataType, int64Data, int32Data } = tensor;
  const isInteger = dataType === DATA_TYPES.int64 || dataType === DATA_TYPES.int32;
  if (!isInteger || sizeOf(shape) > MAXIMUM_VALUES) return { shape };
  if (tensor.rawData) return withValues(shape, rawIntegers(tensor));
  return withValues(shape, dataType === DATA_TYPES.int64 ? int64Data : int32Data);
}

function attributeOf({ attribute }: OnnxNode, name: string): OnnxAttribute | undefined {
  return attribute.find((entry) => entry.name === name);
}

/** An integer attribute, or its default. A zero is not kept by the decoder. */
export function integerOf(node: OnnxNode, name: string, fallback: number): number {
  const attribute = attributeOf(node, name);
  return attribute ? (attribute.i ?? 0) : fallback;
}

/** A list of integers, or undefined where the attribute is absent. */
export function integersOf(node: OnnxNode, name: string): readonly number[] | undefined {
  return attributeOf(node, name)?.ints;
}

/** A text attribute, or undefined. */
export function textOf(node: OnnxNode, name: string): string | undefined {
  const bytes = attributeOf(node, name)?.s;
  return bytes && new TextDecoder().decode(bytes);
}

/** The value of a Constant node. */
export function constantOf(node: OnnxNode): KnownTensor | undefined {
  const tensor = attributeOf(node, 'value')?.t;
  if (tensor) return knownTensor(tensor);
  if (attributeOf(node, 'value_int')) return { shape: [], values: [integerOf(node, 'value_int', 0)] };
  const integers = integersOf(node, 'value_ints');
  if (integers) return withValues([integers.length], integers);
  const floats = attributeOf(node, 'value_floats')?.floats;
  return attributeOf(node, 'value_float') ? { shape: [] } : floats && { shape: [floats.length] };
}

/** A negative axis counts from the end; undefined where there is no such axis. */
export function resolveAxis(axis: number | undefined, rank: number): number | undefined {
  if (axis === undefined || !Number.isInteger(axis) || axis < -rank || axis >= rank) return undefined;
  return axis < 0 ? axis + rank : axis;
}

/** NumPy's broadcasting. */
export function broadcast(shapes: readonly (readonly number[])[]): number[] | undefined {
  const rank = Math.max(...shapes.map(({ length }) => length));
  const sizes = Array.from({ length: rank }, (_, axis) => {
    const here = shapes.map((shape) => shape[axis - rank + shape.length] ?? 1).filter((size) => size !== 1);
    return new Set(here).size > 1 ? undefined : (here[0] ?? 1);
  });
  return sizes.every((size) => size !== undefined) ? sizes : undefined;
}
