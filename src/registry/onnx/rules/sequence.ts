import type { OnnxNode } from '../messages.ts';
import { integerOf } from '../shape-values.ts';
import { constant, type TracedTensor } from '../traced-tensor.ts';
import { keepRowsApart, withRows, type ShapedTensor } from '../row-layout.ts';
import { impossible, unclear } from '../untraceable.ts';
import { concat } from './joining.ts';
import { unsqueeze } from './reshaping.ts';
import { axisOf, required, sizesOf, withLength, type RuleTable, type TraceRule } from './trace-rule.ts';

/** Sequences whose members and places follow from the file: they fold away. */

const sequence = (items: readonly TracedTensor[]): TracedTensor => ({ shape: [], items });

function itemsOf(tensor: ShapedTensor | undefined): readonly TracedTensor[] {
  return required(tensor).items ?? unclear('takes a sequence that does not follow from the file');
}

function placeOf(position: ShapedTensor | undefined, count: number): number {
  const [place = Number.NaN] = sizesOf(position, 'a place');
  const fromStart = place < 0 ? place + count : place;
  return fromStart >= 0 && fromStart < count ? fromStart : impossible(`takes member ${place} of ${count}`);
}

const splitToSequence: TraceRule = (node, [input, sizes]) => {
  const data = required(input);
  const axis = axisOf(integerOf(node, 'axis', 0), data);
  keepRowsApart(data, [axis], 'splits');
  const length = data.shape[axis] ?? unclear('splits an axis of unknown length');
  const given = sizes ? sizesOf(sizes, 'sizes') : [1];
  const isList = sizes !== undefined && sizes.shape.length > 0;
  const step = given[0] ?? impossible('has no sizes');
  if (!isList && step < 1) impossible(`splits into parts of ${step}`);
  const parts = isList ? given : Array.from({ length: Math.ceil(length / step) }, (_, i) => Math.min(step, length - i * step));
  const keeps = sizes !== undefined || integerOf(node, 'keepdims', 1) === 1;
  return [
    sequence(
      parts.map((part) => {
        const kept = withRows(withLength(data.shape, axis, part), data.rows);
        if (keeps) return kept;
        return withRows(
          kept.shape.filter((_, place) => place !== axis),
          kept.rows,
          kept.rows && (kept.rows.axis > axis ? kept.rows.axis - 1 : kept.rows.axis),
        );
      }),
    ),
  ];
};

const concatFromSequence: TraceRule = (node, [input], opset) => {
  const items = itemsOf(input) as readonly ShapedTensor[];
  if (integerOf(node, 'new_axis', 0) !== 1) return concat(node, items, opset);
  const rank = (items[0] ?? impossible('joins nothing')).shape.length + 1;
  const axis = axisOf(integerOf(node, 'axis', 0), items[0]!, rank);
  const axes = constant([1], [axis]) as ShapedTensor;
  const stretch: OnnxNode = { ...node, attribute: [] };
  const raised = items.map((item) => unsqueeze(stretch, [item, axes], opset)[0] as ShapedTensor);
  const along = { ...node, attribute: node.attribute.map((entry) => (entry.name === 'axis' ? { ...entry, i: axis } : entry)) };
  return concat(along, raised, opset);
};

const sequenceInsert: TraceRule = (_node, [input, item, position]) => {
  const items = itemsOf(input);
  const place = position ? placeOf(position, items.length + 1) : items.length;
  return [sequence(items.toSpliced(place, 0, required(item)))];
};

const sequenceErase: TraceRule = (_node, [input, position]) => {
  const items = itemsOf(input);
  return [sequence(items.toSpliced(position ? placeOf(position, items.length) : items.length - 1, 1))];
};

export const SEQUENCE_RULES: RuleTable = [
  ['SequenceConstruct', (_node, inputs) => [sequence(inputs.map(required))]],
  ['SequenceEmpty', () => [sequence([])]],
  ['SplitToSequence', splitToSequence],
  ['SequenceAt', (_node, [input, position]) => [itemsOf(input)[placeOf(position, itemsOf(input).length)]!]],
  ['SequenceLength', (_node, [input]) => [constant([], [itemsOf(input).length])]],
  ['ConcatFromSequence', concatFromSequence],
  ['SequenceInsert', sequenceInsert],
  ['SequenceErase', sequenceErase],
  ['Identity', (_node, [input]) => [required(input)]],
];
