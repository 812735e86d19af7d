import type { OnnxNode } from '../messages.ts';
import { rowCount, times, type Quantity } from '../quantity.ts';
import {
  broadcastRows,
  keepRowsApart,
  OPEN_BATCH,
  plainBatch,
  reshapeRows,
  sameForAllRows,
  sameLayout,
  targetSizes,
  withRows,
  type ShapedTensor,
  type TargetSize,
} from '../row-layout.ts';
import { hasAttribute, integerOf, integersOf, textOf } from '../shape-values.ts';
import {
  constant,
  describeShape,
  describeSizes,
  fixedValues,
  isSized,
  MAXIMUM_VALUES,
  rearranged,
  type Length,
  type TracedTensor,
} from '../traced-tensor.ts';
import { impossible, mixes, unclear } from '../untraceable.ts';
import { joinedLength } from './elementwise.ts';
import { axesOf, axisOf, likeOf, required, sizesOf, withLength, type RuleTable, type TraceRule } from './trace-rule.ts';

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

const unsqueeze: TraceRule = (node, [input, axesGiven]) => {
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

const concat: TraceRule = (node, inputs) => {
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

const pad: TraceRule = (node, [input, pads, , axes]) => {
  const data = required(input);
  const { shape, rows } = data;
  const widths = pads ? fixedValues(pads) : integersOf(node, 'pads');
  const chosen = axes ? axesOf(sizesOf(axes, 'axes'), data) : [...shape.keys()];
  if (!widths) return rows ? unclear('pads by widths that do not follow from the file') : [{ shape: shape.map(() => null) }];
  if (widths.length !== 2 * chosen.length) impossible(`pads ${chosen.length} axes by ${widths.length} widths`);
  const lengths = [...shape];
  for (const [i, axis] of chosen.entries()) {
    const width = [widths[i]!, widths[i + chosen.length]!];
    if (axis === rows?.axis && width.some((size) => size !== 0)) mixes('pads the batch with rows');
    const length = lengths[axis]!;
    lengths[axis] = length === null ? null : length + width[0]! + width[1]!;
  }
  if (lengths.some((length) => length !== null && length < 0)) impossible('cuts more than there is');
  return [withRows(lengths, rows)];
};

const centreCropPad: TraceRule = (node, [input, target]) => {
  const data = required(input);
  const axes = axesOf(integersOf(node, 'axes') ?? [...data.shape.keys()], data);
  const sizes = target?.values ?? unclear('takes a shape that does not follow from the file');
  if (sizes.length !== axes.length) impossible(`gives ${sizes.length} sizes for ${axes.length} axes`);
  const lengths = [...data.shape];
  axes.forEach((axis, i) => {
    const size = sizes[i]!;
    const isBatch = axis === data.rows?.axis;
    const same = typeof size !== 'number' && size.fixed === 0 && size.perRow === data.shape[axis];
    if (isBatch ? !same : typeof size !== 'number') mixes('crops or pads the batch');
    if (!isBatch) lengths[axis] = size as number;
  });
  return [withRows(lengths, data.rows)];
};

const depthToSpace: TraceRule = (node, [input]) => {
  const data = required(input);
  plainBatch(data, 'moves depth of');
  const [batch, channels, height, width] = pictures(data);
  const b = integerOf(node, 'blocksize', 1);
  return [withRows([batch, channels / b ** 2, height * b, width * b], data.rows)];
};

const spaceToDepth: TraceRule = (node, [input]) => {
  const data = required(input);
  plainBatch(data, 'moves space of');
  const [batch, channels, height, width] = pictures(data);
  const b = integerOf(node, 'blocksize', 1);
  return [withRows([batch, channels * b ** 2, height / b, width / b], data.rows)];
};

function pictures(data: ShapedTensor): [number, number, number, number] {
  if (data.shape.length !== 4) impossible(`takes ${describeShape(data)} for pictures`);
  return data.shape.includes(null) ? unclear('takes pictures of unknown size') : (data.shape as [number, number, number, number]);
}

/** Theta of each picture, [batch, 2, 3], and the size of the pictures. */
const affineGrid: TraceRule = (_node, [theta, size]) => {
  const tensor = required(theta);
  plainBatch(tensor, 'takes');
  const sizes = size?.values ?? unclear('takes a size that does not follow from the file');
  const [batch, , ...space] = sizes;
  const matches = tensor.rows ? typeof batch !== 'number' && batch?.fixed === 0 && batch.perRow === 1 : typeof batch === 'number';
  if (!matches) mixes('takes another number of pictures than of maps');
  const lengths = space.map((length) =>
    typeof length === 'number' ? length : mixes('takes a picture of the size of the batch'),
  );
  return [withRows([tensor.shape[0]!, ...lengths, lengths.length], tensor.rows)];
};

const gridSample: TraceRule = (_node, [input, grid]) => {
  const [data, places] = [required(input), required(grid)];
  plainBatch(data, 'samples');
  plainBatch(places, 'samples at');
  if (!data.rows !== !places.rows) mixes(`samples ${describeShape(data)} at ${describeShape(places)}`);
  return [withRows([...data.shape.slice(0, 2), ...places.shape.slice(1, -1)], data.rows)];
};

const interpolation = (input: ShapedTensor, scales: readonly number[], axes: readonly number[]): (Length | undefined)[] =>
  input.shape.map((size, axis) => {
    const i = axes.indexOf(axis);
    return i < 0 ? undefined : size === null ? null : Math.floor(size * scales[i]!);
  });

/** With fewer axes the runtime takes them all for one picture. */
const PICTURE_AXES = 4;

/** By scales or by sizes, of all axes or of some. */
const resize: TraceRule = (node, [input, region, scales, sizes]) => {
  const data = required(input);
  sameForAllRows([region, scales], 'scales');
  const axes = axesOf(integersOf(node, 'axes') ?? [...data.shape.keys()], data);
  const { rows } = data;
  if (textOf(node, 'coordinate_transformation_mode') === 'tf_crop_and_resize' && rows) unclear('crops');
  const mode = textOf(node, 'mode') ?? 'nearest';
  if (rows && mode !== 'nearest' && data.shape.length < PICTURE_AXES) {
    const fix = 'add an axis first: x.unsqueeze(2), F.interpolate(..., mode="bilinear") and squeeze(2)';
    mixes(`takes ${describeShape(data)} for one picture and interpolates along the batch`, fix);
  }
  const policy = textOf(node, 'keep_aspect_ratio_policy') ?? 'stretch';
  // The runtime takes no account of negative axes there.
  if (policy !== 'stretch' && integersOf(node, 'axes')?.some((axis) => axis < 0))
    unclear('keeps the aspect ratio along negative axes');
  const factors = scales?.shape[0] === 0 ? undefined : scales && sizesOf(scales, 'scales');
  const wanted = sizes?.values;
  if (!factors && !wanted) unclear('takes sizes that do not follow from the file');
  if ((factors ?? wanted)!.length !== axes.length)
    impossible(`gives ${(factors ?? wanted)!.length} sizes for ${axes.length} axes`);
  const lengths = factors ? interpolation(data, factors, axes) : wantedLengths(data, axes, wanted!, policy);
  if (rows) {
    const i = axes.indexOf(rows.axis);
    if (i >= 0 && factors && factors[i] !== 1) mixes('stretches the batch');
  }
  return [
    withRows(
      data.shape.map((size, axis) => (axis === rows?.axis ? size : lengths[axis] === undefined ? size : lengths[axis])),
      rows,
    ),
  ];
};

function wantedLengths(
  { shape, rows }: ShapedTensor,
  axes: readonly number[],
  wanted: readonly Quantity[],
  policy: string,
): (Length | undefined)[] {
  const lengths = Array<Length | undefined>(shape.length).fill(undefined);
  axes.forEach((axis, i) => {
    const size = wanted[i]!;
    const isBatch = axis === rows?.axis;
    const sameBatch = typeof size !== 'number' && size.fixed === 0 && size.perRow === shape[axis];
    if (isBatch ? !sameBatch || policy !== 'stretch' : typeof size !== 'number') mixes('stretches the batch');
    if (!isBatch) lengths[axis] = size as number;
  });
  if (policy === 'stretch') return lengths;
  const ratios = axes.map((axis, i) => (wanted[i] as number) / (shape[axis] ?? unclear('stretches an axis of unknown size')));
  const ratio = policy === 'not_larger' ? Math.min(...ratios) : Math.max(...ratios);
  for (const axis of axes) lengths[axis] = Math.round(ratio * shape[axis]!);
  return lengths;
}

export const MOVEMENT_RULES: RuleTable = [
  ['Reshape', reshape],
  ['Flatten', flatten],
  ['Squeeze', squeeze],
  ['Unsqueeze', unsqueeze],
  ['Transpose', transpose],
  ['Concat', concat],
  ['Split', split],
  ['Expand', expand],
  ['Tile', tile],
  ['Shape', shapeOf],
  ['Size', sizeOfAll],
  ['Pad', pad],
  ['CenterCropPad', centreCropPad],
  ['DepthToSpace', depthToSpace],
  ['SpaceToDepth', spaceToDepth],
  ['AffineGrid', affineGrid],
  ['GridSample', gridSample],
  ['Resize', resize],
];
