import type { OnnxNode } from '../messages.ts';
import { keepRowsApart, reshapeRows, targetSizes, withRows, type ShapedTensor, type TargetSize } from '../row-layout.ts';
import { integerOf, integersOf } from '../shape-values.ts';
import { constant, describeShape, isSized, rearranged, type Length, type TracedTensor } from '../traced-tensor.ts';
import { impossible, mixes, unclear } from '../untraceable.ts';
import { axesOf, required, sizesOf, type RuleTable, type TraceRule } from './trace-rule.ts';

/** A constant of as many unknown lengths as a list of sizes has entries. */
function openShape(sizes: ShapedTensor): TracedTensor {
  const rank = sizes.shape[0];
  return typeof rank === 'number' ? { shape: Array<Length>(rank).fill(null) } : {};
}

const reshape: TraceRule = (node, [input, target]) => {
  const data = required(input);
  const sizes = required(target);
  if (!sizes.values)
    return data.rows || isSized(sizes) ? unclear('takes a shape that does not follow from the file') : [openShape(sizes)];
  const result = reshapeRows(data, targetSizes(sizes.values, data, integerOf(node, 'allowzero', 0) === 1));
  return [data.rows ? result : constantOr(result, data)];
};

/** A reshaped constant keeps its values. */
function constantOr(result: ShapedTensor, { values, integer }: ShapedTensor): TracedTensor {
  return values ? constant(result.shape, values, integer) : result;
}

const flatten: TraceRule = (node, [input]) => {
  const data = required(input);
  const rank = data.shape.length;
  const axis = integerOf(node, 'axis', 1);
  const cut = axis < 0 ? axis + rank : axis;
  if (cut < 0 || cut > rank) impossible(`names axis ${axis} of ${rank}`);
  const rowAxis = data.rows?.axis ?? Infinity;
  const side = (from: number, to: number): TargetSize => {
    const sizes = data.shape.slice(from, to);
    const count = sizes.reduce<Length>((product, size) => (product === null || size === null ? null : product * size), 1);
    if (rowAxis < from || rowAxis >= to) return count;
    return count === null ? unclear('joins axes of unknown size with the batch') : { count };
  };
  const sizes = [side(0, cut), side(cut, rank)];
  // A side of unknown size is what the other leaves.
  const open = sizes.map((size): TargetSize => size ?? 'rest');
  return [data.rows ? reshapeRows(data, open) : constantOr({ shape: sizes as Length[] }, data)];
};

function axesInput(node: OnnxNode, axes: ShapedTensor | undefined): readonly number[] | undefined {
  return integersOf(node, 'axes') ?? (axes && sizesOf(axes, 'axes'));
}

const squeeze: TraceRule = (node, [input, axesGiven]) => {
  const data = required(input);
  const { shape, rows } = data;
  const given = axesInput(node, axesGiven);
  if (!given && rows) {
    const fix = 'name the axis, as in x.squeeze(-1): without one a batch of one row loses its batch axis';
    mixes('drops every axis of length 1, the batch of a single row too', fix);
  }
  if (!given && shape.includes(null)) return [{}];
  const axes = given ? axesOf(given, data) : [...shape.keys()].filter((axis) => shape[axis] === 1);
  keepRowsApart(data, axes, 'drops');
  if (axes.some((axis) => shape[axis] !== null && shape[axis] !== 1))
    impossible(`drops an axis that is longer than 1, of ${describeShape(data)}`);
  const kept = shape.filter((_, axis) => !axes.includes(axis));
  if (!rows) return [constantOr({ shape: kept }, data)];
  return [withRows(kept, rows, rows.axis - axes.filter((axis) => axis < rows.axis).length)];
};

export const unsqueeze: TraceRule = (node, [input, axesGiven]) => {
  const data = required(input);
  const added = axesInput(node, axesGiven) ?? impossible('names no axes');
  const rank = data.shape.length + added.length;
  const places = axesOf(added, data, rank);
  if (new Set(places).size !== places.length) impossible('names an axis twice');
  const old = [...Array(rank).keys()].filter((axis) => !places.includes(axis));
  const shape = Array.from({ length: rank }, (_, axis) => (places.includes(axis) ? 1 : data.shape[old.indexOf(axis)]!));
  return [data.rows ? withRows(shape, data.rows, old[data.rows.axis]) : constantOr({ shape }, data)];
};

const transpose: TraceRule = (node, [input]) => {
  const data = required(input);
  const { shape, rows } = data;
  const given = integersOf(node, 'perm');
  const order = given?.length ? given : [...shape.keys()].toReversed();
  if (order.toSorted((a, b) => a - b).some((axis, i) => axis !== i) || order.length !== shape.length)
    impossible('gives no order of the axes');
  const turned = order.map((axis) => shape[axis]!);
  if (!rows) return [rearranged(data, turned, (index) => shape.map((_, axis) => index[order.indexOf(axis)]!))];
  return [withRows(turned, rows, rows && order.indexOf(rows.axis))];
};

export const RESHAPING_RULES: RuleTable = [
  ['Reshape', reshape],
  ['Flatten', flatten],
  ['Squeeze', squeeze],
  ['Unsqueeze', unsqueeze],
  ['Transpose', transpose],
];
