import type { Quantity } from './quantity.ts';
import { countOf, describeShape, describeSizes, type Length, type RowAxis, type TracedTensor } from './traced-tensor.ts';
import { impossible, mixes, unclear } from './untraceable.ts';

/** A tensor whose rank is known. */
export interface ShapedTensor extends TracedTensor {
  readonly shape: readonly Length[];
}

/** Contents that follow the rows of `data` along another axis, or no rows. */
export function withRows(
  shape: readonly Length[],
  rows: RowAxis | undefined,
  axis: number | undefined = rows?.axis,
): ShapedTensor {
  return rows && axis !== undefined ? { shape, rows: { ...rows, axis } } : { shape };
}

export function sameLayout(a: RowAxis, b: RowAxis): boolean {
  return a.outer === b.outer && a.inner === b.inner;
}

/** Of one axis of operands that are stretched to each other. */
function stretchedLength(lengths: readonly Length[], shapes: string): Length {
  const sizes = new Set(lengths.filter((size) => size !== 1));
  const known = [...sizes].filter((size) => size !== null);
  if (known.length > 1) impossible(`joins shapes that do not fit, ${shapes}`);
  return known[0] ?? (sizes.size > 0 ? null : 1);
}

/** For a constant that was given the number of rows of one batch. */
export const OPEN_BATCH = 'keep the batch open: u.expand(x.size(0), -1) or torch.zeros(x.size(0), n), no number in its place';

/** NumPy's broadcasting, by which each row meets itself alone. @throws Untraceable where rows would meet, or shapes do not fit */
export function broadcastRows(tensors: readonly ShapedTensor[]): ShapedTensor {
  const rank = Math.max(0, ...tensors.map(({ shape }) => shape.length));
  const shapes = tensors.map(describeShape).join(' and ');
  const batched = tensors.filter(({ rows }) => rows);
  const placeOf = ({ shape, rows }: ShapedTensor) => rows!.axis + rank - shape.length;
  const place = batched[0] && placeOf(batched[0]);
  const rows = batched[0]?.rows;
  if (batched.some((tensor) => placeOf(tensor) !== place || !sameLayout(tensor.rows!, rows!))) {
    mixes(`pairs the rows of the batch with one another, ${shapes}`);
  }
  const shape = Array.from({ length: rank }, (_, axis) => {
    const lengths = tensors.map((tensor) => {
      const at = axis - rank + tensor.shape.length;
      return at < 0 ? 1 : tensor.shape[at]!;
    });
    if (axis !== place) return stretchedLength(lengths, shapes);
    const foreign = tensors.flatMap((tensor, i) => (tensor.rows || lengths[i] === 1 ? [] : [lengths[i]!]));
    if (foreign.length > 0) mixes(`joins the batch with a constant of ${foreign[0] ?? 'unknown'} rows, ${shapes}`, OPEN_BATCH);
    return rows!.outer * rows!.inner;
  });
  return withRows(shape, rows, place);
}

/** One size of a Reshape: a number, the batch with `count` values of a row, or what is left. */
export type TargetSize = Length | 'rest' | { readonly count: number };

const isBatch = (size: TargetSize): size is { readonly count: number } => typeof size === 'object' && size !== null;

/** Sizes as a Reshape gives them. 0 copies the size of the same place, unless `literalZero`. */
export function targetSizes(target: readonly Quantity[], { shape, rows }: ShapedTensor, literalZero: boolean): TargetSize[] {
  return target.map((size, axis) => {
    if (typeof size !== 'number') {
      if (size.fixed !== 0) mixes('takes a size that is not a multiple of the batch');
      return { count: size.perRow };
    }
    if (size === -1) return 'rest';
    if (size !== 0 || literalZero) return size;
    if (axis >= shape.length) impossible('copies the size of an axis that is not there');
    return axis === rows?.axis ? { count: shape[axis]! } : shape[axis]!;
  });
}

function reshapeConstant({ shape }: ShapedTensor, sizes: readonly TargetSize[]): ShapedTensor {
  if (sizes.some(isBatch)) mixes(`gives a constant of shape ${describeShape({ shape })} the size of the batch`);
  const total = countOf(shape);
  const lengths = sizes as readonly (Length | 'rest')[];
  const others = countOf(lengths.filter((size): size is Length => size !== 'rest'));
  const rest = total === null || others === null || others === 0 ? null : total / others;
  const given = lengths.map((size) => (size === 'rest' ? rest : size));
  const reached = countOf(given);
  if (total !== null && reached !== null && (reached !== total || given.some((size) => !Number.isInteger(size ?? 0)))) {
    impossible(`gives ${describeShape({ shape })} the shape ${shown(lengths)}`);
  }
  return { shape: given };
}

const shown = (sizes: readonly TargetSize[]) =>
  describeSizes(sizes.map((size) => (isBatch(size) ? 'batch' : size === 'rest' ? -1 : (size ?? '?'))));

/** Product of sizes that are all numbers; null where one is unknown. */
const productOf = (sizes: readonly TargetSize[]) => countOf(sizes.map((size) => (typeof size === 'number' ? size : null)));

/**
 * Cuts a tensor's values, in their order, into another shape. The rows stay where they are in memory, so an axis that holds them must
 * begin and end where values of whole rows do.
 *
 * @throws Untraceable where rows would meet
 */
export function reshapeRows(data: ShapedTensor, sizes: readonly TargetSize[]): ShapedTensor {
  if (sizes.filter((size) => size === 'rest').length > 1) impossible('leaves two sizes open');
  const { shape, rows } = data;
  if (!rows) return reshapeConstant(data, sizes);
  const of = `${describeShape(data)} to ${shown(sizes)}`;
  const place = sizes.findIndex(isBatch) < 0 ? sizes.indexOf('rest') : sizes.findIndex(isBatch);
  const fix = 'keep the batch open: x.view(x.size(0), -1) or x.flatten(1), no number in its place';
  if (place < 0) mixes(`reshapes ${of}, with a hard-coded batch size`, fix);
  if (sizes.filter(isBatch).length > 1) mixes(`reshapes ${of}, with the batch twice`);
  const [before, after] = [sizes.slice(0, place), sizes.slice(place + 1)];
  const leading = countOf([...shape.slice(0, rows.axis), rows.outer]);
  const trailing = countOf([rows.inner, ...shape.slice(rows.axis + 1)]);
  if (leading === null || trailing === null) return reshapeOpen(data, before, sizes[place]!, after, of);
  const batch = sizes[place]!;
  const count = isBatch(batch) ? batch.count : null;
  const others = productOf([...before, ...after].filter((size) => size !== 'rest'));
  if (others === null) unclear(`reshapes ${of}`);
  const rest = count === null ? 1 : (leading * trailing) / (others * count);
  const fill = (part: readonly TargetSize[]) => part.map((size) => (size === 'rest' ? rest : (size as number)));
  const [filledBefore, filledAfter] = [fill(before), fill(after)];
  const outer = leading / countOf(filledBefore)!;
  const inner = trailing / countOf(filledAfter)!;
  const whole = [outer, inner, rest].every((size) => Number.isInteger(size) && size > 0);
  if (!whole || (count !== null && count !== outer * inner)) mixes(`reshapes ${of}, which cuts rows of the batch`, fix);
  return { shape: [...filledBefore, outer * inner, ...filledAfter], rows: { axis: place, outer, inner } };
}

/** Where a size of one row is unknown: only what lies behind a plain batch axis may be joined. */
function reshapeOpen(
  { shape, rows }: ShapedTensor,
  before: readonly TargetSize[],
  batch: TargetSize,
  after: readonly TargetSize[],
  of: string,
): ShapedTensor {
  const isPlain = rows!.axis === 0 && rows!.outer === 1 && rows!.inner === 1;
  const copies = after.length === shape.length - 1 && after.every((size, i) => size === shape[i + 1]);
  const joins = after.length === 1 && after[0] === 'rest';
  if (!isPlain || before.length > 0 || !(isBatch(batch) && batch.count === 1) || !(copies || joins)) unclear(`reshapes ${of}`);
  return { shape: [1, ...(joins ? [null] : shape.slice(1))], rows: rows! };
}

/** Refuses an operator whose results along `axes` depend on one another. */
export function keepRowsApart({ rows }: TracedTensor, axes: readonly number[], verb: string): void {
  if (rows && axes.includes(rows.axis)) mixes(`${verb} axis ${rows.axis}, the batch`);
}

/** Refuses rows anywhere but along axis 0, one at a time. */
export function plainBatch(tensor: TracedTensor, verb: string): void {
  const { rows } = tensor;
  if (rows && (rows.axis !== 0 || rows.outer !== 1 || rows.inner !== 1)) {
    mixes(`${verb} a tensor of shape ${describeShape(tensor)}, whose first axis is not the batch alone`);
  }
}

/** Refuses a parameter that is not the same for every row. */
export function sameForAllRows(tensors: readonly (TracedTensor | undefined)[], what: string): void {
  if (tensors.some((tensor) => tensor?.rows)) mixes(`takes ${what} from the batch`);
}
