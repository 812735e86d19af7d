import { LIMITS } from '../../limits.ts';
import { isExact, isFolded } from '../exact-values.ts';
import { minus, signOf, type Quantity } from '../quantity.ts';
import { keepRowsApart, sameForAllRows, sameLayout, withRows, type ShapedTensor } from '../row-layout.ts';
import { isPlainAxis, namesOwnRow } from '../row-numbers.ts';
import { hasAttribute, integerOf, tensorOf, textOf } from '../shape-values.ts';
import { isFloating, tensorValues } from '../tensor-values.ts';
import {
  constant,
  countOf,
  describeShape,
  fixedValues,
  isSized,
  MAXIMUM_VALUES,
  rearranged,
  type Length,
  type TracedTensor,
} from '../traced-tensor.ts';
import { impossible, mixes, unclear } from '../untraceable.ts';
import { axesOf, axisOf, likeOf, required, sizesOf, withLength, type RuleTable, type TraceRule } from './trace-rule.ts';

/** What exporters write for "to the end". */
const LARGEST_INT = 2 ** 31 - 1;
/** 2⁶³ − 1, as the decoder rounds it. */
const LARGEST_LONG = 2 ** 63;

const BY_PLACE = 'picks rows of the batch by their place';

const gather: TraceRule = (node, [input, places]) => {
  const [data, indices] = [required(input), required(places)];
  const axis = axisOf(integerOf(node, 'axis', 0), data);
  if (data.rows?.axis === axis) mixes(BY_PLACE, 'index features, x[:, i], and never rows, x[i]');
  if (data.rows && indices.rows)
    mixes('looks up values of all rows for each row', 'use torch.gather, or a product with a one-hot code');
  const shape = [...data.shape.slice(0, axis), ...indices.shape, ...data.shape.slice(axis + 1)];
  if (indices.rows) return [withRows(shape, indices.rows, axis + indices.rows.axis)];
  if (data.rows)
    return [withRows(shape, data.rows, data.rows.axis < axis ? data.rows.axis : data.rows.axis + indices.shape.length - 1)];
  const [chosen, length] = [fixedValues(indices), data.shape[axis]!];
  if (!data.values || !chosen || length === null) return [partlySized(data, { shape })];
  const depth = indices.shape.length;
  const picked = rearranged(data, shape, (index) => {
    const at = index.slice(axis, axis + depth).reduce((offset, i, k) => offset * (indices.shape[k] ?? 1) + i, 0);
    return [...index.slice(0, axis), (chosen[at]! + length) % length, ...index.slice(axis + depth)];
  });
  return [picked.values ? picked : partlySized(data, { shape })];
};

/** A constant of which some values grow with the batch, and it is not known which were taken. */
function partlySized(data: ShapedTensor, result: ShapedTensor): TracedTensor {
  return isSized(data) ? { ...result, sized: data.sized ?? 'Gather' } : result;
}

/** Whether several tensors follow the same rows along the same axis, or none follows any. */
function sameRows(tensors: readonly ShapedTensor[]): boolean {
  const [first, ...others] = tensors.map(({ rows }) => rows);
  return others.every((rows) => (rows && first ? rows.axis === first.axis && sameLayout(rows, first) : rows === first));
}

const gatherElements: TraceRule = (node, [input, places]) => {
  const [data, indices] = [required(input), required(places)];
  const axis = axisOf(integerOf(node, 'axis', 0), data);
  keepRowsApart(data, [axis], 'picks from');
  keepRowsApart(indices, [axis], 'picks from');
  const reaches = indices.shape.every((size, place) => place === axis || (size ?? 0) <= (data.shape[place] ?? Infinity));
  if (indices.shape.length !== data.shape.length || !reaches) {
    impossible(`picks from ${describeShape(data)} at ${describeShape(indices)}`);
  }
  if (!sameRows([data, indices]))
    mixes(`picks from ${describeShape(data)} at ${describeShape(indices)}`, 'give indices for every row');
  return [likeOf(indices)];
};

const gatherND: TraceRule = (node, [input, places]) => {
  const [data, indices] = [required(input), required(places)];
  const batchDims = integerOf(node, 'batch_dims', 0);
  const depth = indices.shape.at(-1) ?? unclear('takes indices of unknown depth');
  const taken = batchDims + depth;
  const shape = [...indices.shape.slice(0, -1), ...data.shape.slice(taken)];
  if (batchDims === 0 && data.rows?.axis === 0 && isPlainAxis(data.rows) && namesOwnRow(indices, depth)) {
    return [withRows(shape, indices.rows)];
  }
  const sized = isSized(indices) ? 'GatherND' : undefined;
  const shared = (tensor: ShapedTensor) => tensor.rows !== undefined && tensor.rows.axis < batchDims;
  keepRowsApart(indices, [indices.shape.length - 1], 'takes for one index');
  if (shared(data) || shared(indices)) {
    if (!sameRows([data, indices])) mixes(`picks from ${describeShape(data)} at ${describeShape(indices)}`);
    return [{ ...withRows(shape, data.rows), sized }];
  }
  if (data.rows && (indices.rows || data.rows.axis < taken))
    mixes(BY_PLACE, 'use torch.gather, which takes indices for every row');
  if (indices.rows) return [{ ...withRows(shape, indices.rows), sized }];
  return [{ ...withRows(shape, data.rows, data.rows && data.rows.axis - taken + indices.shape.length - 1), sized }];
};

const scatterElements: TraceRule = (node, [input, places, values]) => {
  const [data, indices, updates] = [required(input), required(places), required(values)];
  const axis = axisOf(integerOf(node, 'axis', 0), data);
  for (const tensor of [data, indices, updates]) keepRowsApart(tensor, [axis], 'writes along');
  if (!sameRows([data, indices, updates])) {
    mixes(
      `writes ${describeShape(updates)} at ${describeShape(indices)} of ${describeShape(data)}`,
      'give indices and values for every row',
    );
  }
  return [written(data, indices, updates, textOf(node, 'reduction') ?? 'none')];
};

/** A short constant list, such as a shape, with some of its entries replaced. */
function written(data: ShapedTensor, indices: ShapedTensor, updates: ShapedTensor, reduction: string): TracedTensor {
  const places = fixedValues(indices);
  const [length] = data.shape;
  if (!data.values || !places || !updates.values || data.shape.length !== 1 || reduction !== 'none') return likeOf(data);
  const values = [...data.values];
  for (const [i, place] of places.entries()) {
    const at = place < 0 ? place + length! : place;
    if (at < 0 || at >= length!) impossible(`writes at ${place} of ${length}`);
    values[at] = updates.values[i]!;
  }
  return constant(data.shape, values, data.integer);
}

/**
 * Writes slices of the axes that follow those that an index names. Indices that are the same for all rows must name no row; others must
 * name their own.
 */
const scatterND: TraceRule = (_node, [input, places, values]) => {
  const [data, indices, updates] = [required(input), required(places), required(values)];
  const depth = indices.shape.at(-1) ?? unclear('takes indices of unknown depth');
  const written = indices.shape.length - 1;
  const fix = 'join the parts with torch.cat, or choose with torch.where, in place of y[:, i] = a';
  if (data.rows?.axis === 0 && isPlainAxis(data.rows) && namesOwnRow(indices, depth)) {
    if (sameRows([indices, updates])) return [likeOf(data)];
    mixes(`writes ${describeShape(updates)} at ${describeShape(indices)} of ${describeShape(data)}`, fix);
  }
  if (indices.rows || (data.rows && data.rows.axis < depth)) mixes('writes to rows of the batch by their place', fix);
  const place = data.rows && data.rows.axis - depth + written;
  const fits = updates.rows?.axis === place && (!updates.rows || !data.rows || sameLayout(updates.rows, data.rows));
  if (!fits) mixes(`writes ${describeShape(updates)} into ${describeShape(data)}`, fix);
  return [{ ...likeOf(data), sized: isSized(indices) ? 'ScatterND' : undefined }];
};

/** A slice's end, kept within an axis. @returns undefined where that depends on the number of rows */
function clamp(place: Quantity, length: Quantity, least: number, beyond: number): Quantity | undefined {
  const fromEnd = signOf(place);
  if (fromEnd === undefined) return undefined;
  const at = fromEnd < 0 ? minus(place, minus(0, length)) : place;
  const top = minus(length, -beyond);
  const [low, high] = [signOf(minus(at, least)), signOf(minus(top, at))];
  if (low === undefined || high === undefined) return undefined;
  return low < 0 ? least : high < 0 ? top : at;
}

interface Cut {
  readonly from: number;
  readonly to: number;
  readonly step: number;
}

function cutOf(length: number, start: Quantity, end: Quantity, step: number): Cut {
  if (step === 0) impossible('has steps of 0');
  const forward = step > 0;
  const from = clamp(start, length, 0, forward ? 0 : -1);
  const to = clamp(end, length, forward ? 0 : -1, forward ? 0 : -1);
  if (typeof from !== 'number' || typeof to !== 'number') return mixes('cuts at a place that depends on the number of rows');
  // Backwards, the runtime takes the largest integers for "to the first entry and with it".
  const toFirst = !forward && typeof end === 'number' && (end < -length || end === LARGEST_INT || end === LARGEST_LONG);
  return { from, to: toFirst ? -1 : to, step };
}

const cutLength = ({ from, to, step }: Cut) => Math.max(0, Math.ceil((to - from) / step));

/** Whether a slice of the batch axis keeps all rows, in their order. */
function keepsAll(start: Quantity, end: Quantity, step: number, perRow: number): boolean {
  const reaches = signOf(minus(end, { fixed: 0, perRow }));
  return (
    step === 1 &&
    start === 0 &&
    ((typeof end === 'number' && end >= LARGEST_INT) || (typeof end !== 'number' && reaches !== undefined && reaches >= 0))
  );
}

const slice: TraceRule = (_node, [input, starts, ends, axesGiven, stepsGiven]) => {
  const data = required(input);
  const [from, to] = [starts?.values, ends?.values];
  if (!from || !to)
    return data.rows
      ? unclear('cuts at places that do not follow from the file')
      : [partlySized(data, { shape: data.shape.map(() => null) })];
  const axes = axesOf(axesGiven ? sizesOf(axesGiven, 'axes') : from.map((_, i) => i), data);
  const steps = stepsGiven ? sizesOf(stepsGiven, 'steps') : from.map(() => 1);
  if ([to, axes, steps].some(({ length }) => length !== from.length)) impossible('cuts axes by lists of different lengths');
  let { shape } = data;
  let known = data.values !== undefined;
  const cuts = new Map<number, Cut>();
  for (const [i, axis] of axes.entries()) {
    const [start, end, step] = [from[i]!, to[i]!, steps[i]!];
    const length = shape[axis]!;
    if (axis === data.rows?.axis) {
      if (!keepsAll(start, end, step, length)) mixes('cuts rows out of the batch');
      continue;
    }
    if (length === null) {
      shape = withLength(shape, axis, null);
      known = false;
      continue;
    }
    const cut = cutOf(length, start, end, step);
    shape = withLength(shape, axis, cutLength(cut));
    cuts.set(axis, cut);
  }
  if (data.rows) return [withRows(shape, data.rows)];
  const kept = rearranged(data, shape, (index) =>
    index.map((i, axis) => {
      const cut = cuts.get(axis);
      return cut ? cut.from + i * cut.step : i;
    }),
  );
  return [known && kept.values ? kept : partlySized(data, { shape })];
};

/** Keeps what a list of yes and no says, along one axis or of all values in turn. */
const compress: TraceRule = (node, [input, condition]) => {
  const data = required(input);
  sameForAllRows([condition], 'a condition');
  const chosen = condition && fixedValues(condition);
  const count = chosen ? chosen.filter((keep) => keep !== 0).length : null;
  if (!hasAttribute(node, 'axis')) {
    if (data.rows) mixes('picks values of the batch by their place', 'name the axis of the features');
    return [{ shape: [count] }];
  }
  const axis = axisOf(integerOf(node, 'axis', 0), data);
  keepRowsApart(data, [axis], 'picks from');
  return [withRows(withLength(data.shape, axis, count), data.rows)];
};

/** Where a constant is not 0: how many places there are follows from its values alone. */
const nonZero: TraceRule = (_node, [input]) => {
  const data = required(input);
  const fix = 'choose with torch.where (numpy.where), which keeps the shape, in place of out[mask] = a';
  if (data.rows) mixes('gives as many places as the data of the batch has values that are not 0', fix);
  if (isSized(data)) mixes('counts the rows of the batch', fix);
  const values = fixedValues(data);
  const places = values?.flatMap((value, i) => (value === 0 ? [] : [i]));
  const rank = Math.max(1, data.shape.length);
  if (!places || rank > 1) return [{ shape: [rank, places?.length ?? null] }];
  return [constant([1, places.length], places)];
};

const oneHot: TraceRule = (node, [input, depth, pair]) => {
  const indices = required(input);
  sameForAllRows([depth, pair], 'a depth');
  const rank = indices.shape.length + 1;
  const axis = axisOf(integerOf(node, 'axis', -1), indices, rank);
  const [size = null] = depth && fixedValues(depth) ? fixedValues(depth)! : [];
  const { rows } = indices;
  return [withRows(indices.shape.toSpliced(axis, 0, size), rows, rows && (rows.axis >= axis ? rows.axis + 1 : rows.axis))];
};

const constantOfShape: TraceRule = (node, [size]) => {
  const sizes = required(size);
  if (!sizes.values) {
    if (isSized(sizes)) unclear('takes a shape that does not follow from the file');
    const rank = sizes.shape[0];
    return [typeof rank === 'number' ? { shape: Array<Length>(rank).fill(null) } : {}];
  }
  const result = filled(sizes.values);
  const fill = tensorOf(node, 'value');
  const [value = 0] = (fill && tensorValues(fill)) ?? [];
  const count = countOf(result.shape);
  // The legacy exporter of PyTorch makes the target of an expansion in this way.
  const follows = fill === undefined || isFolded(fill.dataType);
  if (result.rows || count === null || count > MAXIMUM_VALUES || !follows) return [result];
  return [constant(result.shape, Array<Quantity>(count).fill(value), fill !== undefined && !isFloating(fill.dataType))];
};

/** A constant of given sizes, of which one may be a multiple of the batch. */
function filled(sizes: readonly Quantity[]): ShapedTensor {
  if (sizes.some((size) => typeof size === 'number' && size < 0)) impossible('takes a size below 0');
  const place = sizes.findIndex((size) => typeof size !== 'number');
  if (place < 0) return { shape: sizes as readonly number[] };
  if (sizes.filter((size) => typeof size !== 'number').length > 1) mixes('takes the size of the batch twice');
  const size = sizes[place]!;
  const perRow =
    typeof size !== 'number' && size.fixed === 0 ? size.perRow : mixes('takes a size that is not a multiple of the batch');
  const shape = sizes.map((entry, axis) => (axis === place ? perRow : (entry as number)));
  return { shape, rows: { axis: place, outer: 1, inner: perRow } };
}

const range: TraceRule = (_node, bounds) => {
  const [start, limit, step] = bounds.map((bound) => bound?.values?.[0]);
  if (start === 0 && step === 1 && typeof limit === 'object' && limit.fixed === 0 && limit.perRow === 1) {
    return [
      { shape: [1], rows: { axis: 0, outer: 1, inner: 1 }, sized: 'Range', rowNumbers: bounds[0]!.integer ? 'all' : undefined },
    ];
  }
  if (bounds.some((bound) => bound && isSized(bound))) mixes('counts the rows of the batch');
  if (typeof start !== 'number' || typeof limit !== 'number' || typeof step !== 'number') return [{ shape: [null] }];
  const integer = bounds.every((bound) => bound?.integer ?? true);
  const count = Math.max(0, Math.ceil((limit - start) / step));
  // Rounding may change the count by one, which decides nothing about a size that is too large.
  if (step === 0 || ![start, limit, step].every((bound) => isExact(bound, integer))) {
    return [{ shape: [count > LIMITS.onnx.values ? count : null] }];
  }
  // The runtime takes the difference in float32, counts in float64, and adds up the values in float32.
  if (!integer) return [{ shape: [Math.max(0, Math.ceil(Math.fround(limit - start) / step))] }];
  const values = count <= MAXIMUM_VALUES ? Array.from({ length: count }, (_, i) => start + i * step) : undefined;
  return [constant([count], values, bounds[0]!.integer)];
};

const eyeLike: TraceRule = (_node, [input]) => {
  const data = required(input);
  if (data.rows) mixes('marks a place for each row of the batch');
  return [likeOf(data)];
};

export const INDEXING_RULES: RuleTable = [
  ['Gather', gather],
  ['GatherElements', gatherElements],
  ['GatherND', gatherND],
  ['ScatterElements', scatterElements],
  ['ScatterND', scatterND],
  ['Slice', slice],
  ['Compress', compress],
  ['NonZero', nonZero],
  ['OneHot', oneHot],
  ['ConstantOfShape', constantOfShape],
  ['Range', range],
  ['EyeLike', eyeLike],
];
