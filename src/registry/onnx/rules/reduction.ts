import { isExact } from '../exact-values.ts';
import type { OnnxNode } from '../messages.ts';
import type { Quantity } from '../quantity.ts';
import { plus, times } from '../quantity.ts';
import { keepRowsApart, withRows, type ShapedTensor } from '../row-layout.ts';
import { integerOf, integersOf } from '../shape-values.ts';
import { constant, type TracedTensor } from '../traced-tensor.ts';
import { impossible } from '../untraceable.ts';
import { axesOf, axisOf, likeOf, required, sizesOf, withLength, type RuleTable, type TraceRule } from './trace-rule.ts';

/** What is left where some axes are reduced to one value. */
function reduced(data: ShapedTensor, axes: readonly number[], keep: boolean): ShapedTensor {
  const { shape, rows } = data;
  keepRowsApart(data, axes, 'reduces');
  if (keep)
    return withRows(
      shape.map((size, axis) => (axes.includes(axis) ? 1 : size)),
      rows,
    );
  const before = axes.filter((axis) => rows && axis < rows.axis).length;
  return withRows(
    shape.filter((_, axis) => !axes.includes(axis)),
    rows,
    rows && rows.axis - before,
  );
}

/** Axes are an attribute in older opsets, an input in newer ones; none are all, or none at all. */
function reducedAxes(node: OnnxNode, data: ShapedTensor, axes: ShapedTensor | undefined): readonly number[] {
  const given = integersOf(node, 'axes') ?? (axes && sizesOf(axes, 'axes')) ?? [];
  if (given.length > 0) return [...new Set(axesOf(given, data))];
  return integerOf(node, 'noop_with_empty_axes', 0) ? [] : [...data.shape.keys()];
}

const FOLDS: Readonly<Record<string, (a: Quantity, b: Quantity) => Quantity | undefined>> = {
  ReduceProd: times,
  ReduceSum: plus,
};

/** The one value that a list of sizes is folded to. */
function folded({ opType = '' }: OnnxNode, { values, integer }: ShapedTensor, result: ShapedTensor): TracedTensor {
  const fold = FOLDS[opType];
  // Sums of fractions depend on their order.
  const known = values?.every((value) => isExact(value, true)) && integer !== false;
  if (!fold || !values || !known || result.shape.some((size) => size !== 1)) return result;
  const start: Quantity = opType === 'ReduceProd' ? 1 : 0;
  const value = values.reduce<Quantity | undefined>((sum, entry) => (isExact(sum, true) ? fold(sum, entry) : undefined), start);
  return isExact(value, true) ? constant(result.shape, [value]) : result;
}

const reduce: TraceRule = (node, [input, axes]) => {
  const data = required(input);
  const result = reduced(data, reducedAxes(node, data, axes), integerOf(node, 'keepdims', 1) === 1);
  return [folded(node, data, result)];
};

const argument: TraceRule = (node, [input]) => {
  const data = required(input);
  return [reduced(data, [axisOf(integerOf(node, 'axis', 0), data)], integerOf(node, 'keepdims', 1) === 1)];
};

const topK: TraceRule = (node, [input, count]) => {
  const data = required(input);
  const axis = axisOf(integerOf(node, 'axis', -1), data);
  keepRowsApart(data, [axis], 'orders');
  const [size] = sizesOf(count, 'a number of values');
  if (size === undefined || size > (data.shape[axis] ?? Infinity)) impossible(`takes ${size} of ${data.shape[axis]} values`);
  const result = { ...likeOf(data), shape: withLength(data.shape, axis, size) };
  return [result, result];
};

const determinant: TraceRule = (_node, [input]) => {
  const data = required(input);
  const rank = data.shape.length;
  return [reduced(data, [rank - 2, rank - 1], false)];
};

export const REDUCTION_RULES: RuleTable = [
  ['ReduceL1 ReduceL2 ReduceLogSum ReduceLogSumExp ReduceMax ReduceMean ReduceMin ReduceProd ReduceSum ReduceSumSquare', reduce],
  ['ArgMax ArgMin', argument],
  ['TopK', topK],
  ['Det', determinant],
];
