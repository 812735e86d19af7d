import type { OnnxNode } from '../messages.ts';
import { broadcastRows, plainBatch, sameForAllRows, sameLayout, withRows, type ShapedTensor } from '../row-layout.ts';
import { integerOf, textOf } from '../shape-values.ts';
import { describeShape, type Length, type RowAxis } from '../traced-tensor.ts';
import { impossible, mixes } from '../untraceable.ts';
import { required, type RuleTable, type TraceRule } from './trace-rule.ts';

const AMONG_ROWS = 'sums over the rows of the batch';

function assertInner(a: Length, b: Length, of: string): void {
  if (a !== null && b !== null && a !== b) impossible(`multiplies shapes that do not fit, ${of}`);
}

/** a · b over their last two axes; a list counts as one row or one column. */
function product(left: ShapedTensor, right: ShapedTensor): ShapedTensor {
  const of = `${describeShape(left)} and ${describeShape(right)}`;
  const [a, b] = [asMatrix(left, 0), asMatrix(right, 1)];
  const rank = Math.max(a.shape.length, b.shape.length);
  assertInner(a.shape.at(-1)!, b.shape.at(-2)!, of);
  const fromEnd = ({ shape, rows }: ShapedTensor) => rows && shape.length - rows.axis;
  if (fromEnd(a) === 1 || fromEnd(b) === 2) mixes(`${AMONG_ROWS}, ${of}`);
  const ownRow = fromEnd(a) === 2;
  const ownColumn = fromEnd(b) === 1;
  if ((ownRow && b.rows) || (ownColumn && a.rows)) mixes(`multiplies rows of the batch with one another, ${of}`);
  const leading = broadcastRows(
    [a, b].map(({ shape, rows }) => ({ shape: shape.slice(0, -2), rows: ownRow || ownColumn ? undefined : rows })),
  );
  const shape = [...leading.shape, a.shape.at(-2)!, b.shape.at(-1)!];
  const matrix = ownRow
    ? withRows(shape, a.rows, rank - 2)
    : ownColumn
      ? withRows(shape, b.rows, rank - 1)
      : withRows(shape, leading.rows);
  return dropAxes(matrix, [...(left.shape.length === 1 ? [rank - 2] : []), ...(right.shape.length === 1 ? [rank - 1] : [])]);
}

function asMatrix(tensor: ShapedTensor, at: 0 | 1): ShapedTensor {
  if (tensor.shape.length === 0) impossible('multiplies a single number as a matrix');
  if (tensor.shape.length > 1) return tensor;
  return withRows(tensor.shape.toSpliced(at, 0, 1), tensor.rows, at === 0 ? 1 : 0);
}

function dropAxes({ shape, rows }: ShapedTensor, axes: readonly number[]): ShapedTensor {
  const kept = shape.filter((_, axis) => !axes.includes(axis));
  return withRows(kept, rows, rows && rows.axis - axes.filter((axis) => axis < rows.axis).length);
}

const matMul: TraceRule = (_node, [a, b, ...zeros]) => {
  sameForAllRows(zeros, 'a zero point');
  return [product(required(a), required(b))];
};

const quantizedMatMul: TraceRule = (_node, [a, aScale, aZero, b, ...others]) => {
  sameForAllRows([aScale, aZero, ...others], 'a scale');
  return [product(required(a), required(b))];
};

function turned(tensor: ShapedTensor, turn: boolean): ShapedTensor {
  if (tensor.shape.length !== 2) impossible(`takes ${describeShape(tensor)} for a matrix`);
  return turn ? withRows(tensor.shape.toReversed(), tensor.rows, tensor.rows && 1 - tensor.rows.axis) : tensor;
}

const gemm: TraceRule = (node, [left, right, added]) => {
  const a = turned(required(left), integerOf(node, 'transA', 0) === 1);
  const b = turned(required(right), integerOf(node, 'transB', 0) === 1);
  const result = product({ shape: a.shape, rows: a.rows }, { shape: b.shape, rows: b.rows });
  return [added ? broadcastRows([result, { shape: added.shape, rows: added.rows }]) : result];
};

/** Letters of each operand, ellipses spelt out by capital Greek letters that no equation may use. */
function terms(node: OnnxNode, operands: readonly ShapedTensor[]): { readonly terms: string[]; readonly result: string } {
  const equation = (textOf(node, 'equation') ?? '').replaceAll(' ', '');
  const [left = '', right] = equation.split('->');
  const parts = left.split(',');
  if (!/^[a-zA-Z.,]*(->[a-zA-Z.]*)?$/.test(equation) || parts.length !== operands.length)
    impossible('has an equation that does not fit');
  const DOTS = '...';
  const lengthOf = (i: number) => operands[i]!.shape.length - parts[i]!.replace(DOTS, '').length;
  const under = new Set(parts.flatMap((part, i) => (part.includes(DOTS) ? [lengthOf(i)] : [])));
  if (under.size > 1) impossible('has ellipses that stand for different numbers of axes');
  const most = Math.max(0, ...parts.map((part, i) => (part.includes(DOTS) ? lengthOf(i) : 0)));
  const spelt = (count: number) =>
    Array.from({ length: count }, (_, i) => String.fromCodePoint(0x391 + most - count + i)).join('');
  const whole = parts.map((part, i) => part.replace(DOTS, spelt(Math.max(0, lengthOf(i)))));
  const letters = [...left.replaceAll(/[^a-zA-Z]/g, '')].toSorted();
  const once = letters.filter((letter) => letters.indexOf(letter) === letters.lastIndexOf(letter)).join('');
  return { terms: whole, result: right === undefined ? spelt(most) + once : right.replace(DOTS, spelt(most)) };
}

/** Each letter of the equation is an axis; the rows must have one, of which nothing is summed. */
const einsum: TraceRule = (node, inputs) => {
  const operands = inputs.map(required);
  const { terms: parts, result } = terms(node, operands);
  const sizes = new Map<string, Length>();
  let batch: { letter: string; rows: RowAxis } | undefined;
  for (const [i, { shape, rows }] of operands.entries()) {
    if (shape.length !== parts[i]!.length) impossible('has an equation that does not fit');
    const letter = rows && parts[i]![rows.axis]!;
    if (letter && [...parts[i]!].filter((other) => other === letter).length > 1) mixes('takes the diagonal of the batch');
    if (batch && rows && (batch.letter !== letter || !sameLayout(batch.rows, rows)))
      mixes('multiplies rows of the batch with one another');
    if (rows) batch ??= { letter: letter!, rows };
    [...parts[i]!].forEach((name, axis) => {
      const [size, known] = [shape[axis]!, sizes.get(name)];
      if (known === undefined || known === 1 || known === null) sizes.set(name, size === 1 && known === null ? null : size);
      else if (size !== null && size !== 1 && size !== known) impossible('has an equation that does not fit');
    });
  }
  if (batch) {
    const { letter } = batch;
    if (operands.some(({ shape, rows }, i) => !rows && parts[i]!.includes(letter) && shape[parts[i]!.indexOf(letter)] !== 1)) {
      mixes('multiplies each row of the batch with a row of a constant');
    }
    if (!result.includes(letter)) mixes(AMONG_ROWS);
  }
  const shape = [...result].map(
    (letter) => sizes.get(letter) ?? (sizes.has(letter) ? null : impossible('has an equation that does not fit')),
  );
  return [withRows(shape, batch?.rows, batch && result.indexOf(batch.letter))];
};

/** Query, key and value: [batch, sequence, heads · size] or [batch, heads, sequence, size]. */
const attention: TraceRule = (node, [query, key, value, mask, pastKey, pastValue, ...others]) => {
  const [q, k, v] = [required(query), required(key), required(value)];
  for (const tensor of [q, k, v, pastKey, pastValue, ...others]) if (tensor) plainBatch(tensor, 'attends to');
  if (q.rows && (!k.rows || !v.rows || (pastKey && !pastKey.rows) || (pastValue && !pastValue.rows))) {
    mixes(`attends from ${describeShape(q)} to ${describeShape(k)}`);
  }
  if (!q.rows && (k.rows || v.rows)) mixes(`attends from ${describeShape(q)} to ${describeShape(k)}`);
  if (mask?.rows && (mask.shape.length !== 4 || mask.rows.axis !== 0)) mixes('takes a mask whose first axis is not the batch');
  const four = q.shape.length === 4;
  const heads = (tensor: ShapedTensor, name: string) => (four ? tensor.shape[1]! : integerOf(node, name, 0));
  const [queryHeads, valueHeads] = [heads(q, 'q_num_heads'), heads(v, 'kv_num_heads')];
  const divide = (size: Length, count: Length) => (size === null || count === null ? null : size / count);
  const size = (tensor: ShapedTensor, count: Length) => (four ? tensor.shape[3]! : divide(tensor.shape[2]!, count));
  const length = (tensor: ShapedTensor) => tensor.shape[four ? 2 : 1]!;
  const [headSize, valueSize] = [size(k, valueHeads), size(v, valueHeads)];
  const past = pastKey?.shape[2] ?? 0;
  const all = length(k) === null || past === null ? null : length(k) + past;
  const batch = q.shape[0]!;
  const width = queryHeads === null || valueSize === null ? null : queryHeads * valueSize;
  const result = four ? [batch, queryHeads, length(q), valueSize] : [batch, length(q), width];
  return [
    withRows(result, q.rows),
    withRows([batch, valueHeads, all, headSize], q.rows),
    withRows([batch, valueHeads, all, valueSize], q.rows),
    withRows([batch, queryHeads, length(q), all], q.rows),
  ];
};

export const LINEAR_RULES: RuleTable = [
  ['MatMul MatMulInteger', matMul],
  ['QLinearMatMul', quantizedMatMul],
  ['Gemm', gemm],
  ['Einsum', einsum],
  ['Attention', attention],
];
