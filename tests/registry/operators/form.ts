import fc from 'fast-check';
import { encoderModel, floatTensor, valueInfo } from '../support/onnx-model.ts';
import { integerTensor } from '../support/hostile-models.ts';

export type Fields = Readonly<Record<string, unknown>>;

/** Values of one observation of every form: enough for a picture, and with many divisors. */
export const WIDTH = 48;

/** One way of writing an operator: the nodes make `y` (and more) of `data`, which is x in another shape. */
export interface Form {
  readonly opset: number;
  /** Shape of one row of `data`. */
  readonly row: readonly number[];
  readonly nodes: readonly Fields[];
  readonly tensors?: readonly Fields[];
  /** Extra imports, as of ai.onnx.ml. */
  readonly domains?: readonly Fields[];
}

/** Forms of one operator; none at opsets that do not know it. */
export type Forms = fc.Arbitrary<Form>;

export const attribute = {
  float: (name: string, f: number) => ({ name, type: 1, f }),
  integer: (name: string, i: number) => ({ name, type: 2, i }),
  text: (name: string, s: string) => ({ name, type: 3, s: new TextEncoder().encode(s) }),
  tensor: (name: string, t: Fields) => ({ name, type: 4, t }),
  graph: (name: string, g: Fields) => ({ name, type: 5, g }),
  floats: (name: string, floats: readonly number[]) => ({ name, type: 6, floats }),
  integers: (name: string, ints: readonly number[]) => ({ name, type: 7, ints }),
};

export function node(
  opType: string,
  input: readonly string[],
  output: readonly string[] = ['y'],
  attributes: readonly (Fields | false | undefined)[] = [],
): Fields {
  return { opType, input, output, attribute: attributes.filter(Boolean) };
}

export const integers = integerTensor;
export const scalar = (name: string, value: number) => integerTensor(name, [value], true);

export const sizeOf = (shape: readonly number[]) => shape.reduce((product, size) => product * size, 1);

/** A float32 constant whose values are of no importance but are not all the same. */
export function floats(name: string, shape: readonly number[], scale = 1): Fields {
  return floatTensor(
    name,
    shape,
    Array.from({ length: sizeOf(shape) }, (_, i) => (((i * 7) % 11) - 5) * 0.1 * scale + 0.01),
  );
}

/** A constant of another element type, given in raw bytes. */
export function raw(name: string, dims: readonly number[], dataType: number, bytes: ArrayBufferView): Fields {
  return { name, dims, dataType, rawData: new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength) };
}

export const TYPES = {
  float: 1,
  uint8: 2,
  int8: 3,
  int32: 6,
  int64: 7,
  bool: 9,
  half: 10,
  double: 11,
  uint32: 12,
  uint64: 13,
} as const;

/** Opsets from `since` to `until`, of those that submissions may import. */
export const opsets = (since = 11, until = 26) => fc.integer({ min: Math.max(11, since), max: until });

const ROWS_BY_RANK: Readonly<Record<number, readonly (readonly number[])[]>> = {
  1: [[48]],
  2: [
    [6, 8],
    [12, 4],
    [1, 48],
  ],
  3: [
    [3, 4, 4],
    [1, 6, 8],
    [4, 4, 3],
    [2, 4, 6],
  ],
  4: [
    [2, 2, 3, 4],
    [1, 3, 4, 4],
  ],
};

/** Shapes of one row, of so many axes behind the batch. */
export const rowShapes = (minimum = 1, maximum = 3) =>
  fc.constantFrom(...[1, 2, 3, 4].filter((rank) => rank >= minimum && rank <= maximum).flatMap((rank) => ROWS_BY_RANK[rank]!));

/** An axis of a tensor of that rank, counted from either end. */
export const axisOf = (rank: number, first = 0) =>
  fc.tuple(fc.integer({ min: first, max: rank - 1 }), fc.boolean()).map(([axis, turned]) => (turned ? axis - rank : axis));

export const flip = fc.boolean();

/** `map` with the row's shape and opset drawn first. */
export function drawn(
  versions: fc.Arbitrary<number>,
  rows: fc.Arbitrary<readonly number[]>,
  rest: (opset: number, row: readonly number[]) => fc.Arbitrary<Omit<Form, 'opset' | 'row'>>,
): Forms {
  return fc.tuple(versions, rows).chain(([opset, row]) => rest(opset, row).map((form) => ({ opset, row, ...form })));
}

/** Bytes of a form's model: `codes` is x, so that the signature is in order whatever the form makes. */
export function bytesOf({ opset, row, nodes, tensors = [], domains = [] }: Form): Uint8Array {
  return encoderModel(
    {
      node: [
        node('Reshape', ['x', 'row_shape'], ['data']),
        ...nodes.map((entry, i) => ({ name: `node_${i}`, ...entry })),
        node('Identity', ['x'], ['codes']),
      ],
      initializer: [integers('row_shape', [-1, ...row]), ...tensors],
      input: [valueInfo('x', ['batch', WIDTH])],
      output: [valueInfo('codes', ['batch', WIDTH])],
    },
    { irVersion: 10, opsetImport: [{ domain: '', version: opset }, ...domains] },
  );
}
