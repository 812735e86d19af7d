import { rowCount, times, type Quantity } from '../quantity.ts';
import { integerOf } from '../shape-values.ts';
import { constant } from '../traced-tensor.ts';
import { required, type RuleTable, type TraceRule } from './trace-rule.ts';

const shapeOf: TraceRule = (node, [input]) => {
  const { shape, rows } = required(input);
  const rank = shape.length;
  const clamp = (axis: number) => Math.min(rank, Math.max(0, axis < 0 ? axis + rank : axis));
  const [from, to] = [clamp(integerOf(node, 'start', 0)), clamp(integerOf(node, 'end', rank))];
  const sizes = [...shape.entries()].slice(from, Math.max(from, to));
  const values = sizes.map(([axis, size]): Quantity | undefined => (axis === rows?.axis ? rowCount(size!) : (size ?? undefined)));
  const result = constant([sizes.length], values);
  return [result.values || !rows ? result : { ...result, sized: 'Shape' }];
};

const sizeOfAll: TraceRule = (_node, [input]) => {
  const { shape, rows } = required(input);
  const count = shape.reduce<Quantity | undefined>((product, size, axis) => {
    if (product === undefined || size === null) return undefined;
    return times(product, axis === rows?.axis ? rowCount(size) : size);
  }, 1);
  const result = constant([], [count]);
  return [result.values || !rows ? result : { ...result, sized: 'Size' }];
};

export const SIZE_RULES: RuleTable = [
  ['Shape', shapeOf],
  ['Size', sizeOfAll],
];
