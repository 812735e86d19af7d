import fc from 'fast-check';
import { TYPES, attribute, axisOf, drawn, flip, floats, integers, node, opsets, rowShapes, sizeOf, type Forms } from './form.ts';
import { BATCH, BATCH_TENSORS, listed, reduction } from './form-parts.ts';

const FAR = 2 ** 31 - 1;
const FURTHEST = 2 ** 62;

const slice: Forms = drawn(opsets(), rowShapes(1, 3), (_opset, row) => {
  const bound = fc.constantFrom(0, 1, 2, -1, -2, -3, FAR, -FAR, FURTHEST, -FURTHEST);
  return axisOf(row.length + 1).chain((axis) =>
    fc.tuple(bound, bound, fc.constantFrom(1, 1, 2, -1, -2), fc.constantFrom(2, 3, 4)).map(([from, to, step, count]) => ({
      nodes: [node('Slice', ['data', 'starts', 'ends', 'axes', 'steps'].slice(0, step === 1 && count < 4 ? count + 1 : 5))],
      tensors:
        count === 2 && step === 1
          ? [integers('starts', [0]), integers('ends', [to])]
          : [integers('starts', [from]), integers('ends', [to]), integers('axes', [axis]), integers('steps', [step])],
    })),
  );
});

const split: Forms = drawn(opsets(), rowShapes(), (opset, row) =>
  fc
    .tuple(axisOf(row.length + 1, 1), fc.integer({ min: 1, max: 3 }), fc.constantFrom('sizes', 'equal', 'number'))
    .map(([axis, parts, how]) => {
      const length = [7, ...row].at(axis)!;
      const count = Math.min(parts, length);
      const output = Array.from({ length: count }, (_, i) => (i === 0 ? 'y' : `y${i}`));
      const sizes = [...Array<number>(count - 1).fill(1), length - count + 1];
      if (how === 'sizes') {
        const { inputs, attributes, tensors } = listed(opset, 13, 'split', sizes);
        return { nodes: [node('Split', ['data', ...inputs], output, [attribute.integer('axis', axis), ...attributes])], tensors };
      }
      // The last part is the smaller one; the runtime refuses one of no size.
      const fits = Math.ceil(length / count) * (count - 1) < length ? output : ['y'];
      if (opset >= 18) {
        return {
          nodes: [
            node('Split', ['data'], fits, [attribute.integer('axis', axis), attribute.integer('num_outputs', fits.length)]),
          ],
        };
      }
      const whole = length % count === 0 ? output : ['y'];
      return { nodes: [node('Split', ['data'], whole, [attribute.integer('axis', axis)])] };
    }),
);

const argument = (operator: string): readonly [string, Forms] => [
  operator,
  drawn(opsets(), rowShapes(), (opset, row) =>
    fc.tuple(axisOf(row.length + 1), flip, flip, flip).map(([axis, given, drops, last]) => ({
      nodes: [
        node(
          operator,
          ['data'],
          ['y'],
          [
            given && attribute.integer('axis', axis),
            drops && attribute.integer('keepdims', 0),
            last && opset >= 12 && attribute.integer('select_last_index', 1),
          ],
        ),
      ],
    })),
  ),
];

const topK: Forms = drawn(opsets(), rowShapes(), (_opset, row) =>
  fc.tuple(axisOf(row.length + 1), fc.integer({ min: 1, max: 3 }), flip, flip).map(([axis, k, smallest, unsorted]) => {
    const length = [7, ...row].at(axis)!;
    return {
      nodes: [
        node(
          'TopK',
          ['data', 'k'],
          ['y', 'places'],
          [
            attribute.integer('axis', axis),
            smallest && attribute.integer('largest', 0),
            unsorted && attribute.integer('sorted', 1),
          ],
        ),
      ],
      tensors: [integers('k', [Math.min(k, length)])],
    };
  }),
);

const gather: Forms = drawn(opsets(), rowShapes(), (_opset, row) =>
  fc
    .tuple(axisOf(row.length + 1), fc.constantFrom<readonly number[]>([], [1], [2], [2, 2]), flip)
    .map(([axis, shape, given]) => ({
      nodes: [node('Gather', ['data', 'places'], ['y'], [given && attribute.integer('axis', axis)])],
      tensors: [
        {
          ...integers(
            'places',
            Array<number>(sizeOf(shape))
              .fill(0)
              .map((_, i) => -(i % 2)),
          ),
          dims: shape,
        },
      ],
    })),
);

/** Embedding: a table by places that the data gives. */
const embedding: Forms = drawn(opsets(), rowShapes(1, 2), () =>
  fc.constant({
    nodes: [
      node('Greater', ['data', 'zero'], ['positive']),
      node('Cast', ['positive'], ['places'], [attribute.integer('to', TYPES.int64)]),
      node('Gather', ['table', 'places']),
    ],
    tensors: [floats('zero', []), floats('table', [2, 3])],
  }),
);

const gatherElements: Forms = drawn(opsets(), rowShapes(1, 2), (_opset, row) =>
  axisOf(row.length + 1, 1).map((axis) => ({
    nodes: [
      node('TopK', ['data', 'k'], ['sorted', 'places'], [attribute.integer('axis', axis)]),
      node('GatherElements', ['data', 'places'], ['y'], [attribute.integer('axis', axis)]),
    ],
    tensors: [integers('k', [Math.min(2, [7, ...row].at(axis)!)])],
  })),
);

const gatherND: Forms = drawn(opsets(12), rowShapes(2, 2), () =>
  fc
    .constantFrom<readonly [number, readonly number[], readonly number[]]>(
      [0, [2, 1], [0, 1]],
      [0, [1, 2], [0, 0]],
      [0, [2], [1, 0]],
    )
    .map(([dimensions, shape, places]) => ({
      nodes: [node('GatherND', ['data', 'places'], ['y'], [dimensions > 0 && attribute.integer('batch_dims', dimensions)])],
      tensors: [{ ...integers('places', places), dims: shape }],
    })),
);

/** Places of the greatest values of each row, one after another: `batch_dims` keeps rows apart. */
const gatherRows: Forms = drawn(opsets(12), fc.constant([48]), () =>
  fc.constant({
    nodes: [
      node('ArgMax', ['data'], ['place'], [attribute.integer('axis', 1)]),
      node('GatherND', ['data', 'place'], ['y'], [attribute.integer('batch_dims', 1)]),
    ],
  }),
);

const scatterElements: Forms = drawn(opsets(), rowShapes(1, 2), (opset, row) =>
  fc.tuple(axisOf(row.length + 1, 1), fc.constantFrom('none', 'add', 'mul')).map(([axis, how]) => ({
    nodes: [
      node('TopK', ['data', 'k'], ['values', 'places'], [attribute.integer('axis', axis)]),
      node('Mul', ['data', 'nothing'], ['zeros']),
      node(
        'ScatterElements',
        ['zeros', 'places', 'values'],
        ['y'],
        [attribute.integer('axis', axis), opset >= 16 && how !== 'none' && attribute.text('reduction', how)],
      ),
    ],
    tensors: [integers('k', [Math.min(2, [7, ...row].at(axis)!)]), floats('nothing', [])],
  })),
);

const scatterND: Forms = drawn(opsets(), fc.constant([6, 8]), () =>
  fc
    .constantFrom<readonly [readonly number[], readonly number[], readonly number[]]>(
      [[1, 1], [0], [1, 6, 8]],
      [
        [2, 2],
        [0, 1, 1, 2],
        [2, 8],
      ],
    )
    .map(([shape, places, updates]) => ({
      nodes: [node('ScatterND', ['data', 'places', 'updates'])],
      tensors: [{ ...integers('places', places), dims: shape }, floats('updates', updates)],
    })),
);

const oneHot: Forms = drawn(opsets(), rowShapes(1, 2), (_opset, row) =>
  fc.tuple(axisOf(row.length + 1), flip, axisOf(row.length)).map(([axis, given]) => ({
    nodes: [
      node('ArgMax', ['data'], ['places'], [attribute.integer('axis', -1), attribute.integer('keepdims', 0)]),
      node('OneHot', ['places', 'depth', 'values'], ['y'], [given && attribute.integer('axis', axis)]),
    ],
    tensors: [integers('depth', [row.at(-1)!]), floats('values', [2])],
  })),
);

const compress: Forms = drawn(opsets(), rowShapes(1, 2), (_opset, row) =>
  axisOf(row.length + 1, 1).map((axis) => ({
    nodes: [node('Compress', ['data', 'keep'], ['y'], [attribute.integer('axis', axis)])],
    tensors: [{ name: 'keep', dims: [1], dataType: TYPES.bool, int32Data: [1] }],
  })),
);

const reverseSequence: Forms = drawn(opsets(), fc.constant([6, 8]), () =>
  fc.constant({
    nodes: [
      ...BATCH,
      node('Expand', ['length', 'batch'], ['lengths']),
      node(
        'ReverseSequence',
        ['data', 'lengths'],
        ['y'],
        [attribute.integer('batch_axis', 0), attribute.integer('time_axis', 1)],
      ),
    ],
    tensors: [...BATCH_TENSORS, integers('length', [4])],
  }),
);

const nonZero: Forms = drawn(opsets(), rowShapes(1, 1), () =>
  fc.constant({ nodes: [node('NonZero', ['mask'])], tensors: [floats('mask', [3, 2])] }),
);

const REDUCTIONS =
  'ReduceL1 ReduceL2 ReduceLogSum ReduceLogSumExp ReduceMax ReduceMean ReduceMin ReduceProd ReduceSumSquare'.split(' ');

export const INDEXING: readonly (readonly [string, Forms])[] = [
  ...REDUCTIONS.map((operator) => reduction(operator, 18)),
  reduction('ReduceSum', 13),
  argument('ArgMax'),
  argument('ArgMin'),
  ['TopK', topK],
  ['Split', split],
  ['Slice', slice],
  ['Gather', fc.oneof(gather, embedding)],
  ['GatherElements', gatherElements],
  ['GatherND', fc.oneof(gatherND, gatherRows)],
  ['ScatterElements', scatterElements],
  ['ScatterND', scatterND],
  ['OneHot', oneHot],
  ['Compress', compress],
  ['ReverseSequence', reverseSequence],
  ['NonZero', nonZero],
];
