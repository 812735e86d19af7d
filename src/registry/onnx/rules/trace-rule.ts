import type { OnnxNode } from '../messages.ts';
import type { ShapedTensor } from '../row-layout.ts';
import { resolveAxis } from '../shape-values.ts';
import { fixedValues, type Length, type TracedTensor } from '../traced-tensor.ts';
import { impossible, unclear } from '../untraceable.ts';

/** Inputs of a node by their place; undefined where one is absent. */
export type Inputs = readonly (ShapedTensor | undefined)[];

/**
 * What follows of a node's outputs from its inputs.
 *
 * @throws Untraceable where rows of the batch would meet, or the runtime could not compute it
 */
export type TraceRule = (node: OnnxNode, inputs: Inputs, opset: number) => readonly TracedTensor[];

/** A rule for each of several operators, whose names are separated by spaces. */
export type RuleTable = readonly (readonly [names: string, rule: TraceRule])[];

/** An input that the operator cannot do without. */
export function required(tensor: ShapedTensor | undefined): ShapedTensor {
  return tensor ?? impossible('lacks an input');
}

/** A constant input by which a shape is computed. @throws Untraceable where its values do not follow from the file */
export function sizesOf(tensor: ShapedTensor | undefined, what: string): readonly number[] {
  return fixedValues(tensor) ?? unclear(`takes ${what} that do not follow from the file`);
}

/** An axis counted from the front. @throws Untraceable where there is none */
export function axisOf(axis: number, { shape }: ShapedTensor, rank = shape.length): number {
  return resolveAxis(axis, rank) ?? impossible(`names axis ${axis} of ${rank}`);
}

/** Axes counted from the front. */
export function axesOf(axes: readonly number[], tensor: ShapedTensor, rank?: number): readonly number[] {
  return axes.map((axis) => axisOf(axis, tensor, rank));
}

/** The shape with one length replaced. */
export function withLength(shape: readonly Length[], axis: number, length: Length): readonly Length[] {
  return shape.with(axis, length);
}

/** Shape and rows of an input, without its values. */
export function likeOf({ shape, rows }: ShapedTensor): ShapedTensor {
  return { shape, rows };
}
