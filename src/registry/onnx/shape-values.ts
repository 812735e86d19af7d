import type { OnnxAttribute, OnnxNode } from './messages.ts';

export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}

function attributeOf({ attribute }: OnnxNode, name: string): OnnxAttribute | undefined {
  return attribute.find((entry) => entry.name === name);
}

export function hasAttribute(node: OnnxNode, name: string): boolean {
  return attributeOf(node, name) !== undefined;
}

/** An integer attribute, or its default. A zero is not kept by the decoder. */
export function integerOf(node: OnnxNode, name: string, fallback: number): number {
  const attribute = attributeOf(node, name);
  return attribute ? (attribute.i ?? 0) : fallback;
}

/** A number with a fraction, or its default. */
export function floatOf(node: OnnxNode, name: string, fallback: number): number {
  const attribute = attributeOf(node, name);
  return attribute ? (attribute.f ?? 0) : fallback;
}

/** A list of integers, or undefined where the attribute is absent. */
export function integersOf(node: OnnxNode, name: string): readonly number[] | undefined {
  return attributeOf(node, name)?.ints;
}

/** A list of numbers, or undefined where the attribute is absent. */
export function floatsOf(node: OnnxNode, name: string): readonly number[] | undefined {
  return attributeOf(node, name)?.floats;
}

/** A tensor attribute, or undefined. */
export function tensorOf(node: OnnxNode, name: string): OnnxAttribute['t'] {
  return attributeOf(node, name)?.t;
}

/** A graph attribute, or undefined. */
export function graphOf(node: OnnxNode, name: string): OnnxAttribute['g'] {
  return attributeOf(node, name)?.g;
}

/** A text attribute, or undefined. */
export function textOf(node: OnnxNode, name: string): string | undefined {
  const bytes = attributeOf(node, name)?.s;
  return bytes && new TextDecoder().decode(bytes);
}

/** A negative axis counts from the end; undefined where there is no such axis. */
export function resolveAxis(axis: number | undefined, rank: number): number | undefined {
  if (axis === undefined || !Number.isInteger(axis) || axis < -rank || axis >= rank) return undefined;
  return axis < 0 ? axis + rank : axis;
}
