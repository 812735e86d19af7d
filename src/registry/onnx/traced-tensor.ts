import type { Quantity } from './quantity.ts';

/** Size of an axis; null where it is the same for every batch, but does not follow from the file. */
export type Length = number | null;

/**
 * Where the rows of the batch lie in a tensor: along one axis, whose index counts (outer, row, inner), the last fastest. A plain batch
 * axis has outer = inner = 1; [batch · tokens] has inner = tokens.
 */
export interface RowAxis {
  readonly axis: number;
  readonly outer: number;
  readonly inner: number;
}

/** What is known of a tensor for every batch, before anything runs. */
export interface TracedTensor {
  /** The row axis' entry is its size for one row, outer · inner. Undefined where not even the rank is known; then there is no row axis. */
  readonly shape?: readonly Length[] | undefined;
  /** Without it the tensor is a constant: the same for every row, and for every batch unless `sized`. */
  readonly rows?: RowAxis | undefined;
  /** The values of a small constant in C order: sizes, axes and the like, from which shapes follow. */
  readonly values?: readonly Quantity[] | undefined;
  /** Whether the values are integers, which divide otherwise. */
  readonly integer?: boolean | undefined;
  /** The node by which the number of rows, or the place of a row, came into the contents. */
  readonly sized?: string | undefined;
  /** Which of the contents are numbers of rows: all values, each of its own row, or those at 0 along the last axis. */
  readonly rowNumbers?: 'all' | 'leading' | undefined;
  /** What a sequence holds. */
  readonly items?: readonly TracedTensor[] | undefined;
}

/** Longer constants are data, not sizes. */
export const MAXIMUM_VALUES = 1024;

/** Number of values; null where it does not follow. */
export function countOf(shape: readonly Length[]): Length {
  return shape.reduce<Length>((product, size) => (product === null || size === null ? null : product * size), 1);
}

/** A constant with its values, or without them where they are too many or do not fit. */
export function constant(
  shape: readonly Length[],
  values: readonly (Quantity | undefined)[] | undefined,
  integer = true,
): TracedTensor {
  const fits = values && values.length <= MAXIMUM_VALUES && values.length === countOf(shape);
  return fits && values.every((value) => value !== undefined) ? { shape, values, integer } : { shape };
}

/** The values where each is the same for every batch. */
export function fixedValues(tensor: TracedTensor | undefined): readonly number[] | undefined {
  return tensor?.values?.every((value) => typeof value === 'number') ? tensor.values : undefined;
}

/** Whether the contents depend on how many rows there are. */
export function isSized({ sized, values }: TracedTensor): boolean {
  return sized !== undefined || (values?.some((value) => typeof value !== 'number') ?? false);
}

/** Axes that a message names: a hostile file may have thousands. */
const SHOWN_AXES = 8;

/** "[batch, 5]", as messages show a list of sizes. */
export function describeSizes(sizes: readonly (string | number)[]): string {
  return `[${[...sizes.slice(0, SHOWN_AXES), ...(sizes.length > SHOWN_AXES ? ['...'] : [])].join(', ')}]`;
}

/** "[batch, 5]", as messages show a shape. */
export function describeShape({ shape, rows }: TracedTensor): string {
  if (!shape) return 'unknown shape';
  const sizes = shape.map((size, axis) => {
    if (axis !== rows?.axis) return size ?? '?';
    return size === 1 ? 'batch' : `${size} * batch`;
  });
  return describeSizes(sizes);
}

/** Places of a tensor in C order, each as its index along every axis. */
export function* indicesOf(shape: readonly number[]): Generator<readonly number[]> {
  const count = shape.reduce((product, size) => product * size, 1);
  for (let place = 0; place < count; place++) {
    let rest = place;
    const index = shape.map(() => 0);
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      index[axis] = rest % shape[axis]!;
      rest = Math.floor(rest / shape[axis]!);
    }
    yield index;
  }
}

/** A constant whose values are those of another at other places. @param from place in `data` of each index of the result */
export function rearranged(
  data: TracedTensor,
  shape: readonly Length[],
  from: (index: readonly number[]) => readonly number[],
): TracedTensor {
  const count = countOf(shape);
  if (!data.values || data.rows || count === null || count > MAXIMUM_VALUES) return { shape };
  const sizes = data.shape as readonly number[];
  const values = Array.from(indicesOf(shape as readonly number[]), (index) => {
    const place = from(index).reduce((offset, i, axis) => offset * sizes[axis]! + i, 0);
    return data.values![place];
  });
  return constant(shape, values, data.integer);
}
