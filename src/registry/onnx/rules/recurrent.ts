import type { OnnxNode } from '../messages.ts';
import { sameForAllRows, sameLayout, withRows, type ShapedTensor } from '../row-layout.ts';
import { integerOf, textOf } from '../shape-values.ts';
import { describeShape, type Length, type TracedTensor } from '../traced-tensor.ts';
import { impossible, mixes } from '../untraceable.ts';
import { required, type RuleTable, type TraceRule } from './trace-rule.ts';

/** Lengths and initial states are those of the same rows as the sequences. */
function followsRows(tensor: ShapedTensor | undefined, data: ShapedTensor, axis: number): void {
  if (!tensor) return;
  const matches = data.rows ? tensor.rows?.axis === axis && sameLayout(tensor.rows, data.rows) : !tensor.rows;
  if (!matches) mixes(`takes ${describeShape(tensor)} for sequences of shape ${describeShape(data)}`);
}

/** One direction or two, each with its own weights. */
function directions(node: OnnxNode): number {
  return textOf(node, 'direction') === 'bidirectional' ? 2 : 1;
}

/** Sequences [time, batch, features]; results [time, directions, batch, hidden] and last states [directions, batch, hidden]. */
const recurrent: TraceRule = (node, [input, weights, recurrence, bias, lengths, ...states]): TracedTensor[] => {
  const data = required(input);
  const { shape, rows } = data;
  const byBatch = integerOf(node, 'layout', 0) === 1;
  const batchAxis = byBatch ? 0 : 1;
  if (shape.length !== 3) impossible(`takes ${describeShape(data)} for sequences`);
  sameForAllRows([weights, recurrence, bias], 'weights');
  if (rows && rows.axis !== batchAxis) {
    const fix = 'turn the sequences first (batch_first=True does), so that time runs along axis 0 and the batch along axis 1';
    mixes(`runs along the batch of ${describeShape(data)} as if it were time`, fix);
  }
  followsRows(lengths, data, 0);
  // The last of three states holds the weights of peepholes.
  const peephole = node.opType === 'LSTM' ? states[2] : undefined;
  sameForAllRows([peephole], 'weights');
  for (const state of states.slice(0, node.opType === 'LSTM' ? 2 : 1)) followsRows(state, data, byBatch ? 0 : 1);
  const hidden: Length = integerOf(node, 'hidden_size', 0) || (required(recurrence).shape.at(-1) ?? null);
  const [time, batch] = byBatch ? [shape[1]!, shape[0]!] : [shape[0]!, shape[1]!];
  const count = directions(node);
  const all = byBatch ? withRows([batch, time, count, hidden], rows, 0) : withRows([time, count, batch, hidden], rows, 2);
  const last = byBatch ? withRows([batch, count, hidden], rows, 0) : withRows([count, batch, hidden], rows, 1);
  return [all, last, last];
};

export const RECURRENT_RULES: RuleTable = [['GRU LSTM RNN', recurrent]];
