import type { Quantity } from '../quantity.ts';
import { broadcastRows, withRows, type ShapedTensor } from '../row-layout.ts';
import { constant, isSized, MAXIMUM_VALUES, type Length, type TracedTensor } from '../traced-tensor.ts';
import { impossible, mixes, unclear } from '../untraceable.ts';
import { likeOf, required, type RuleTable, type TraceRule } from './trace-rule.ts';

const expand: TraceRule = (_node, [input, target]) => {
  const data = required(input);
  const sizes = required(target);
  if (!sizes.values) return data.rows || isSized(sizes) ? unclear('takes a shape that does not follow from the file') : [{}];
  return [stretched(data, sizes.values)];
};

/** A tensor stretched to sizes, of which one may be a multiple of the batch. */
function stretched(data: ShapedTensor, sizes: readonly Quantity[]): TracedTensor {
  if (sizes.some((size) => typeof size === 'number' && size < 0)) impossible('takes a size below 0');
  const place = sizes.findIndex((size) => typeof size !== 'number');
  if (place < 0) {
    const result = broadcastRows([likeOf(data), { shape: sizes as readonly number[] }]);
    const all = data.values?.length === 1 ? Array<Quantity>(countOrZero(result.shape)).fill(data.values[0]!) : data.values;
    return data.rows || !all ? result : constant(result.shape, all, data.integer);
  }
  const size = sizes[place]!;
  const perRow =
    typeof size !== 'number' && size.fixed === 0 ? size.perRow : mixes('takes a size that is not a multiple of the batch');
  if (sizes.filter((entry) => typeof entry !== 'number').length > 1) mixes('takes the size of the batch twice');
  const shape = sizes.map((entry, axis) => (axis === place ? perRow : (entry as number)));
  const own = data.rows && data.rows.axis + shape.length - data.shape.length === place ? data.rows : { outer: 1, inner: perRow };
  return broadcastRows([likeOf(data), { shape, rows: { axis: place, outer: own.outer, inner: own.inner } }]);
}

function countOrZero(shape: readonly Length[]): number {
  return shape.reduce<number>((product, size) => product * (size ?? 0), 1);
}

const tile: TraceRule = (_node, [input, repeats]) => {
  const data = required(input);
  const { shape, rows } = data;
  const times = repeats?.values ?? unclear('repeats by numbers that do not follow from the file');
  if (times.some((count) => typeof count === 'number' && count < 0)) impossible('repeats less than no times');
  if (times.length !== shape.length) impossible(`repeats ${shape.length} axes ${times.length} times`);
  const place = times.findIndex((count) => typeof count !== 'number');
  if (rows && times[rows.axis] !== 1) mixes('repeats the rows of the batch');
  // Lists of sizes are repeated too, as by torch.tensor_split.
  if (place < 0 && !rows && data.values && shape.length === 1 && data.values.length * (times[0] as number) <= MAXIMUM_VALUES) {
    const copies = Array.from({ length: times[0] as number }, () => data.values!);
    return [constant([copies.length * data.values.length], copies.flat(), data.integer)];
  }
  if (place < 0)
    return [
      withRows(
        shape.map((size, axis) => (size === null ? null : size * (times[axis] as number))),
        rows,
      ),
    ];
  const count = times[place]!;
  const size = shape[place]!;
  if (
    rows ||
    typeof count === 'number' ||
    count.fixed !== 0 ||
    size === null ||
    times.filter((entry) => typeof entry !== 'number').length > 1
  ) {
    mixes('repeats by the size of the batch');
  }
  const lengths = shape.map((length, axis) =>
    axis === place ? size * count.perRow : length === null ? null : length * (times[axis] as number),
  );
  return [{ shape: lengths, rows: { axis: place, outer: 1, inner: size * count.perRow } }];
};

export const REPEATING_RULES: RuleTable = [
  ['Expand', expand],
  ['Tile', tile],
];
