import fc from 'fast-check';
import {
  TYPES,
  attribute,
  drawn,
  flip,
  integers,
  node,
  opsets,
  raw,
  rowShapes,
  sizeOf,
  type Fields,
  type Forms,
} from './form.ts';

/** A list that older opsets take as an attribute and newer ones as an input. */
export function listed(opset: number, since: number, name: string, values: readonly number[]) {
  const asInput = opset >= since;
  return {
    inputs: asInput ? [name] : [],
    attributes: asInput ? [] : [attribute.integers(name, values)],
    tensors: asInput ? [integers(name, values)] : [],
  };
}

/** The number of rows as the file computes it: Shape, Gather or Slice, as both of PyTorch's exporters do. */
export const BATCH: readonly Fields[] = [node('Shape', ['data'], ['shape']), node('Slice', ['shape', 'zero', 'one'], ['batch'])];
export const BATCH_TENSORS = [integers('zero', [0]), integers('one', [1])];

const subsets = (rank: number) =>
  fc
    .uniqueArray(fc.integer({ min: 0, max: rank - 1 }), { minLength: 1, maxLength: rank })
    .map((axes) => axes.toSorted((a, b) => a - b));

/** Each axis counted from the front or from the back. */
export const turned = (axes: readonly number[], rank: number) =>
  fc.tuple(...axes.map(() => flip)).map((turns) => axes.map((axis, i) => (turns[i] ? axis - rank : axis)));

export const reduction = (operator: string, axesAsInputSince: number): readonly [string, Forms] => [
  operator,
  drawn(opsets(), rowShapes(1, 4), (opset, row) => {
    const rank = row.length + 1;
    const chosen = subsets(rank).chain((axes) => turned(axes, rank));
    const keepdims = fc.constantFrom<readonly Fields[]>(
      [],
      [attribute.integer('keepdims', 0)],
      [attribute.integer('keepdims', 1)],
    );
    return fc.tuple(fc.option(chosen, { freq: 6 }), keepdims, flip).map(([axes, keeps, noop]) => {
      const { inputs, attributes, tensors } = axes
        ? listed(opset, axesAsInputSince, 'axes', axes)
        : { inputs: [], attributes: [], tensors: [] };
      const idle = opset >= axesAsInputSince && noop && attribute.integer('noop_with_empty_axes', 1);
      return { nodes: [node(operator, ['data', ...inputs], ['y'], [...attributes, ...keeps, idle])], tensors };
    });
  }),
];

export const PICTURES: readonly (readonly number[])[] = [
  [3, 4, 4],
  [1, 6, 8],
  [2, 4, 6],
];
export const SEQUENCES: readonly (readonly number[])[] = [
  [3, 16],
  [1, 48],
];
const VOLUMES: readonly (readonly number[])[] = [
  [2, 2, 3, 4],
  [1, 3, 4, 4],
];
export const spaces = fc.constantFrom(...PICTURES, ...SEQUENCES, ...VOLUMES);
export const pictures = fc.constantFrom(...PICTURES);

export function floatsOfOne(name: string, length: number): Fields {
  return { name, dims: [length], dataType: TYPES.float, floatData: Array<number>(length).fill(1) };
}

export const zeroPoint = (name: string) => raw(name, [], TYPES.uint8, Uint8Array.of(120));

export const QUANTISED = [node('QuantizeLinear', ['data', 'scale', 'zero'], ['q'])];
export const QUANTISED_TENSORS = [{ ...floatsOfOne('scale', 1), dims: [] }, zeroPoint('zero')];
export const bytes = (name: string, shape: readonly number[]) =>
  raw(
    name,
    shape,
    TYPES.uint8,
    Uint8Array.from({ length: sizeOf(shape) }, (_, i) => (i * 37) % 200),
  );

export const qLinearMatMul: Forms = drawn(opsets(), rowShapes(1, 2), (_opset, row) =>
  fc.constant({
    nodes: [...QUANTISED, node('QLinearMatMul', ['q', 'scale', 'zero', 'w', 'scale', 'zero', 'scale', 'zero'])],
    tensors: [...QUANTISED_TENSORS, bytes('w', [row.at(-1)!, 3])],
  }),
);
