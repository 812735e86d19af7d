import { RandomStream } from '../../../src/core/random/stream.ts';
import { decodeModel } from '../../../src/registry/onnx/decode.ts';
import type { OnnxModel } from '../../../src/registry/onnx/messages.ts';
import { isRefused, traceGraph } from '../../../src/registry/onnx/trace.ts';
import { isSized } from '../../../src/registry/onnx/traced-tensor.ts';
import { encoderModel, floatTensor, valueInfo } from '../support/onnx-model.ts';
import { attribute, floats, node, sizeOf, WIDTH, type Fields } from './form.ts';
import { FEW, MANY } from './runtime-truth.ts';

/** A graph under construction: everything in `pool` is float32 of known shape for `MANY` rows. */
interface Draft {
  readonly nodes: Fields[];
  readonly tensors: Fields[];
  readonly pool: Map<string, readonly number[]>;
  /** Those of the pool that follow the rows. */
  readonly proved: Set<string>;
}

/** Nodes of one step, whose last output is a float tensor `out`; undefined where nothing fits. */
type Move = (draft: Draft, stream: RandomStream, out: string) => readonly Fields[] | undefined;

const BATCH = ['x', { shape: [1, WIDTH], rows: { axis: 0, outer: 1, inner: 1 } }] as const;
const COLUMNS = 6;
const OPSET = 17;
const MOST_VALUES = 4000;
const MOST_RANK = 4;

const pick = <T>(stream: RandomStream, items: readonly T[]): T => items[stream.below(items.length)]!;
const flip = (stream: RandomStream) => stream.below(2) === 0;

/** Results that follow the rows are taken more often, and later ones: chains grow. */
function pickTensor({ pool, proved }: Draft, stream: RandomStream): readonly [name: string, shape: readonly number[]] {
  const entries = [...pool].filter(([name]) => proved.has(name) || stream.below(4) === 0);
  const from = flip(stream) ? Math.max(0, entries.length - 3) : 0;
  return pick(stream, entries.slice(from));
}

function integers(draft: Draft, values: readonly number[], scalar = false): string {
  const name = `i${draft.tensors.length}`;
  draft.tensors.push({ name, dims: scalar ? [] : [values.length], dataType: 7, int64Data: values });
  return name;
}

const axisIn = (stream: RandomStream, shape: readonly number[]) => stream.below(Math.max(1, shape.length));

/** Number of rows of the batch, times `factor`, as exporters compute it. */
function batchSize(draft: Draft, out: string, factor: number): readonly [nodes: readonly Fields[], name: string] {
  const [zero, times] = [integers(draft, [0]), integers(draft, [factor])];
  return [
    [
      node('Shape', ['x'], [`${out}_shape`]),
      node('Gather', [`${out}_shape`, zero], [`${out}_rows`]),
      node('Mul', [`${out}_rows`, times], [`${out}_size`]),
    ],
    `${out}_size`,
  ];
}

function divisors(size: number): number[] {
  return [...Array(size + 1).keys()].filter((divisor) => divisor > 0 && size % divisor === 0);
}

const onAxis =
  (opType: string, attributesOf: (axis: number, stream: RandomStream) => readonly Fields[]): Move =>
  (draft, stream, out) => {
    const [name, shape] = pickTensor(draft, stream);
    if (shape.length === 0) return undefined;
    return [node(opType, [name], [out], attributesOf(axisIn(stream, shape), stream))];
  };

const binary =
  (opType: string): Move =>
  (draft, stream, out) => [node(opType, [pickTensor(draft, stream)[0], pickTensor(draft, stream)[0]], [out])];

const einsum: Move = (draft, stream, out) => {
  const equation = pick(stream, ['ij,kj->ik', 'ij,jk->ik', 'ij,ij->i', 'ij,ij->ij', 'ij,ik->ijk', 'ij,ij->j', 'ij,kj->ij']);
  return [
    node('Einsum', [pickTensor(draft, stream)[0], pickTensor(draft, stream)[0]], [out], [attribute.text('equation', equation)]),
  ];
};

const transpose: Move = (draft, stream, out) => {
  const [name, shape] = pickTensor(draft, stream);
  if (shape.length < 2) return undefined;
  return [node('Transpose', [name], [out], [attribute.integers('perm', Array.from(stream.permutation(shape.length)))])];
};

/** To two or three sizes, of which one is open, copied, or the batch's. */
const reshape: Move = (draft, stream, out) => {
  const [name, shape] = pickTensor(draft, stream);
  const perRow = sizeOf(shape) / MANY;
  const whole = Number.isInteger(perRow) ? perRow : sizeOf(shape);
  const a = pick(stream, divisors(whole));
  const b = pick(stream, divisors(whole / a));
  const kind = stream.below(5);
  if (kind === 0) return [node('Reshape', [name, integers(draft, flip(stream) ? [-1, a] : [a, -1])], [out])];
  if (kind === 1)
    return [
      node(
        'Reshape',
        [
          name,
          integers(
            draft,
            pick(stream, [
              [0, -1],
              [-1, a, b],
              [a, -1, b],
              [a, b, -1],
            ]),
          ),
        ],
        [out],
      ),
    ];
  const [nodes, size] = batchSize(draft, out, pick(stream, [1, 1, a]));
  const parts = pick(stream, [
    [size, integers(draft, [-1])],
    [integers(draft, [-1]), size],
    [size, integers(draft, [a]), integers(draft, [-1])],
    [integers(draft, [a]), size, integers(draft, [-1])],
  ]);
  return [
    ...nodes,
    node('Concat', parts, [`${out}_target`], [attribute.integer('axis', 0)]),
    node('Reshape', [name, `${out}_target`], [out]),
  ];
};

const concat: Move = (draft, stream, out) => {
  const [name, shape] = pickTensor(draft, stream);
  if (shape.length === 0) return undefined;
  return [node('Concat', [name, pickTensor(draft, stream)[0]], [out], [attribute.integer('axis', axisIn(stream, shape))])];
};

const slice: Move = (draft, stream, out) => {
  const [name, shape] = pickTensor(draft, stream);
  if (shape.length === 0) return undefined;
  const axis = axisIn(stream, shape);
  const start = integers(draft, [pick(stream, [0, 0, 0, 1, -2])]);
  const along = [integers(draft, [axis]), integers(draft, [pick(stream, [1, 1, 1, 2])])];
  if (flip(stream)) return [node('Slice', [name, start, integers(draft, [pick(stream, [2 ** 31 - 1, 2, -1])]), ...along], [out])];
  const [nodes, size] = batchSize(draft, out, pick(stream, [1, 2]));
  return [...nodes, node('Slice', [name, start, size, ...along], [out])];
};

const gather: Move = (draft, stream, out) => {
  const [name, shape] = pickTensor(draft, stream);
  if (shape.length === 0) return undefined;
  const indices = flip(stream) ? integers(draft, [0], true) : integers(draft, [0, 0]);
  return [node('Gather', [name, indices], [out], [attribute.integer('axis', axisIn(stream, shape))])];
};

const gatherElements: Move = (draft, stream, out) => {
  const [name, shape] = pickTensor(draft, stream);
  if (shape.length === 0) return undefined;
  const along = [attribute.integer('axis', axisIn(stream, shape))];
  return [node('ArgMax', [name], [`${out}_i`], along), node('GatherElements', [name, `${out}_i`], [out], along)];
};

const expand: Move = (draft, stream, out) => {
  const [name] = pickTensor(draft, stream);
  return [node('Shape', [pickTensor(draft, stream)[0]], [`${out}_s`]), node('Expand', [name, `${out}_s`], [out])];
};

const tile: Move = (draft, stream, out) => {
  const [name, shape] = pickTensor(draft, stream);
  const repeats = shape.map(() => pick(stream, [1, 1, 2]));
  return shape.length === 0 ? undefined : [node('Tile', [name, integers(draft, repeats)], [out])];
};

const unsqueeze: Move = (draft, stream, out) => {
  const [name, shape] = pickTensor(draft, stream);
  return [node('Unsqueeze', [name, integers(draft, [stream.below(shape.length + 1)])], [out])];
};

const squeeze: Move = (draft, stream, out) => {
  const [name, shape] = pickTensor(draft, stream);
  const ones = [...shape.keys()].filter((axis) => shape[axis] === 1);
  return ones.length === 0 ? undefined : [node('Squeeze', [name, integers(draft, [pick(stream, ones)])], [out])];
};

const ranged: Move = (draft, stream, out) => {
  const [nodes, size] = batchSize(draft, out, 1);
  const [zero, one] = [integers(draft, [0], true), integers(draft, [1], true)];
  return [
    ...nodes,
    node('Squeeze', [size], [`${out}_n`]),
    node('Range', [zero, `${out}_n`, one], [`${out}_r`]),
    node('Cast', [`${out}_r`], [`${out}_f`], [attribute.integer('to', 1)]),
    node('Unsqueeze', [`${out}_f`, integers(draft, [1])], [`${out}_c`]),
    node('Add', [pickTensor(draft, stream)[0], `${out}_c`], [out]),
  ];
};

const scaledBySize: Move = (draft, stream, out) => {
  const [nodes, size] = batchSize(draft, out, 1);
  return [
    ...nodes,
    node('Cast', [size], [`${out}_f`], [attribute.integer('to', 1)]),
    node('Mul', [pickTensor(draft, stream)[0], `${out}_f`], [out]),
  ];
};

const filled: Move = (draft, stream, out) => {
  const [name] = pickTensor(draft, stream);
  return [
    node('Shape', [name], [`${out}_s`]),
    node('ConstantOfShape', [`${out}_s`], [`${out}_z`]),
    node('Add', [name, `${out}_z`], [out]),
  ];
};

const chosen: Move = (draft, stream, out) => {
  const [a, b] = [pickTensor(draft, stream)[0], pickTensor(draft, stream)[0]];
  return [node('Greater', [a, b], [`${out}_c`]), node('Where', [`${out}_c`, a, b], [out])];
};

const running: Move = (draft, stream, out) => {
  const [name, shape] = pickTensor(draft, stream);
  return shape.length === 0 ? undefined : [node('CumSum', [name, integers(draft, [axisIn(stream, shape)], true)], [out])];
};

const reduceSum: Move = (draft, stream, out) => {
  const [name, shape] = pickTensor(draft, stream);
  if (shape.length === 0) return undefined;
  const axis = integers(draft, [axisIn(stream, shape)]);
  return [node('ReduceSum', [name, axis], [out], [attribute.integer('keepdims', stream.below(2))])];
};

const top: Move = (draft, stream, out) => {
  const [name, shape] = pickTensor(draft, stream);
  if (shape.length === 0) return undefined;
  return [node('TopK', [name, integers(draft, [1])], [out, `${out}_places`], [attribute.integer('axis', axisIn(stream, shape))])];
};

const split: Move = (draft, stream, out) => {
  const [name, shape] = pickTensor(draft, stream);
  const axes = [...shape.keys()].filter((axis) => shape[axis]! % 2 === 0);
  return axes.length === 0
    ? undefined
    : [node('Split', [name], [out, `${out}_rest`], [attribute.integer('axis', pick(stream, axes))])];
};

const unary: Move = (draft, stream, out) => [node(pick(stream, ['Relu', 'Tanh', 'Neg']), [pickTensor(draft, stream)[0]], [out])];

const MOVES: readonly Move[] = [
  unary,
  binary('Add'),
  binary('Mul'),
  binary('MatMul'),
  binary('MatMul'),
  binary('Max'),
  einsum,
  transpose,
  transpose,
  reshape,
  reshape,
  reshape,
  concat,
  slice,
  slice,
  gather,
  gatherElements,
  expand,
  tile,
  unsqueeze,
  squeeze,
  ranged,
  scaledBySize,
  filled,
  chosen,
  running,
  reduceSum,
  reduceSum,
  top,
  split,
  onAxis('Softmax', (axis) => [attribute.integer('axis', axis)]),
  onAxis('ReduceMean', (axis, stream) => [attribute.integers('axes', [axis]), attribute.integer('keepdims', stream.below(2))]),
  onAxis('Flatten', (axis) => [attribute.integer('axis', axis)]),
  onAxis('LpNormalization', (axis) => [attribute.integer('axis', axis)]),
];

function modelOf({ nodes, tensors }: Pick<Draft, 'nodes' | 'tensors'>, more: readonly Fields[] = []): OnnxModel {
  const graph = {
    node: [...nodes, ...more, node('Identity', ['x'], ['codes'])],
    initializer: tensors,
    input: [valueInfo('x', ['batch', WIDTH])],
    output: [valueInfo('codes', ['batch', WIDTH])],
  };
  const model = decodeModel(encoderModel(graph, { opsetImport: [{ domain: '', version: OPSET }] }));
  if ('rule' in model) throw new Error(model.rule);
  return model;
}

/** Shape of a result for `MANY` rows; undefined where it cannot be computed for every number of rows that is tried. */
function shapesOf(draft: Draft, more: readonly Fields[], out: string): readonly number[] | undefined {
  const { graph } = modelOf(draft, more);
  const shapes = [MANY, FEW, 1].map((rows) => {
    const traced = traceGraph(graph!, OPSET, ['x', { shape: [rows, WIDTH] }]).get(out);
    return traced && !isRefused(traced) && !traced.shape?.includes(null) ? (traced.shape as readonly number[]) : undefined;
  });
  return shapes.every((shape) => shape !== undefined) ? shapes[0] : undefined;
}

/** A graph of some twenty operators drawn from a seed, in which rows may meet in all the ways that there are. */
export function randomGraph(seed: number, steps: number): OnnxModel {
  const stream = new RandomStream('random graph', seed);
  const draft: Draft = { nodes: [], tensors: [], pool: new Map(), proved: new Set(['a']) };
  draft.nodes.push(node('Slice', ['x', integers(draft, [0]), integers(draft, [COLUMNS]), integers(draft, [1])], ['a']));
  draft.pool.set('a', [MANY, COLUMNS]);
  for (const shape of [[COLUMNS, COLUMNS], [COLUMNS], [1, COLUMNS], [COLUMNS, 1]]) {
    const name = `c${draft.tensors.length}`;
    draft.tensors.push(floats(name, shape));
    draft.pool.set(name, shape);
  }
  // As many rows as the largest batch that is tried: fits that one alone.
  draft.tensors.push(
    floatTensor(
      'rows',
      [MANY, 1],
      Array.from({ length: MANY }, (_, i) => i),
    ),
  );
  draft.pool.set('rows', [MANY, 1]);
  for (let step = 0; step < steps; step++) {
    const out = `t${step}`;
    const held = draft.tensors.length;
    const more = pick(stream, MOVES)(draft, stream, out);
    const shape = more && shapesOf(draft, more, out);
    if (!more || !shape || shape.length > MOST_RANK || sizeOf(shape) > MOST_VALUES || sizeOf(shape) === 0) {
      draft.tensors.length = held;
      continue;
    }
    draft.nodes.push(...more);
    draft.pool.set(out, shape);
    const traced = traceGraph(modelOf(draft).graph!, OPSET, BATCH).get(out)!;
    if (!isRefused(traced) && traced.rows && !isSized(traced)) draft.proved.add(out);
  }
  return modelOf(draft);
}
