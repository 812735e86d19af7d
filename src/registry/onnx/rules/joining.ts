import { keepRowsApart, OPEN_BATCH, sameLayout, withRows } from '../row-layout.ts';
import { hasAttribute, integerOf, integersOf } from '../shape-values.ts';
import { constant, describeShape, describeSizes } from '../traced-tensor.ts';
import { impossible, mixes } from '../untraceable.ts';
import { joinedLength } from './elementwise.ts';
import { axisOf, required, sizesOf, withLength, type RuleTable, type TraceRule } from './trace-rule.ts';

export const concat: TraceRule = (node, inputs) => {
  const tensors = inputs.map(required);
  const [first] = tensors;
  const { shape } = required(first);
  const axis = axisOf(integerOf(node, 'axis', 1), first!);
  if (tensors.some((tensor) => tensor.shape.length !== shape.length)) impossible('joins tensors of different ranks');
  const rows = tensors.find((tensor) => tensor.rows)?.rows;
  if (rows) {
    const shapes = tensors.map(describeShape).join(' and ');
    if (rows.axis === axis) mixes(`joins rows along the batch, ${shapes}`);
    const fixed = tensors.find((tensor) => !tensor.rows);
    if (fixed) mixes(`joins the batch with a constant of ${fixed.shape[rows.axis] ?? 'unknown'} rows, ${shapes}`, OPEN_BATCH);
    if (tensors.some((tensor) => tensor.rows?.axis !== rows.axis || !sameLayout(tensor.rows, rows))) {
      mixes(`joins tensors that do not have the batch along the same axis, ${shapes}`);
    }
  }
  const lengths = shape.map((_, place) => {
    const all = tensors.map((tensor) => tensor.shape[place]!);
    if (place === axis) return joinedLength(all);
    const known = new Set(all.filter((size) => size !== null));
    if (known.size > 1) impossible(`joins shapes that do not fit, ${tensors.map(describeShape).join(' and ')}`);
    return [...known][0] ?? null;
  });
  const values =
    shape.length === 1 && tensors.every((tensor) => tensor.values) ? tensors.flatMap((tensor) => tensor.values!) : undefined;
  return [values ? constant(lengths, values, first!.integer) : withRows(lengths, rows)];
};

const split: TraceRule = (node, [input, sizes]) => {
  const data = required(input);
  const axis = axisOf(integerOf(node, 'axis', 0), data);
  keepRowsApart(data, [axis], 'splits');
  const length = data.shape[axis]!;
  const parts = sizes ? sizesOf(sizes, 'sizes') : integersOf(node, 'split');
  const count = node.output.length;
  const equal = length === null ? null : Math.ceil(length / count);
  const given = parts?.length ? parts : node.output.map((_, i) => (equal === null ? null : Math.min(equal, length - i * equal)));
  const total = joinedLength(given);
  const isEven = parts?.length || hasAttribute(node, 'num_outputs') || length === null || length % count === 0;
  if (
    !isEven ||
    given.length !== count ||
    given.some((part) => part !== null && part < 0) ||
    (length !== null && total !== length)
  ) {
    impossible(`splits ${length} into ${describeSizes(given.map((size) => size ?? '?'))}`);
  }
  let start = 0;
  return given.map((size) => {
    const from = start;
    start += size ?? 0;
    const shape = withLength(data.shape, axis, size);
    if (data.values && shape.length === 1) return constant(shape, data.values.slice(from, start), data.integer);
    return withRows(shape, data.rows);
  });
};

export const JOINING_RULES: RuleTable = [
  ['Concat', concat],
  ['Split', split],
];
