import fc from 'fast-check';
import { floatTensor } from '../support/onnx-model.ts';
import {
  TYPES,
  attribute,
  axisOf,
  drawn,
  flip,
  floats,
  integers,
  node,
  opsets,
  rowShapes,
  scalar,
  type Fields,
  type Forms,
} from './form.ts';
import { BATCH, BATCH_TENSORS, listed, turned } from './form-parts.ts';

const constant: Forms = drawn(opsets(12), rowShapes(1, 1), () =>
  fc
    .constantFrom<Fields>(
      attribute.tensor('value', { dims: [2, 1], dataType: TYPES.float, floatData: [1, 2] }),
      attribute.float('value_float', 2),
      attribute.floats('value_floats', [1, 2, 3]),
      attribute.integer('value_int', 4),
      attribute.integers('value_ints', [4, 5]),
    )
    .map((value) => ({ nodes: [node('Constant', [], ['y'], [value])] })),
);

const concat: Forms = drawn(opsets(), rowShapes(), (_opset, row) =>
  axisOf(row.length + 1).chain((axis) =>
    // One more row than the batch has, where a constant is joined to it: rows of the runtime's own, not of the batch.
    fc
      .constantFrom(['data', 'data'], ['data', 'double', 'data'], ...(axis % (row.length + 1) === 0 ? [['data', 'k']] : []))
      .map((input) => ({
        nodes: [node('Mul', ['data', 'two'], ['double']), node('Concat', input, ['y'], [attribute.integer('axis', axis)])],
        tensors: [floats('two', []), floats('k', [1, ...row])],
      })),
  ),
);

/** A learned token before the others: a constant that is expanded to the batch. */
const tokenConcat: Forms = drawn(opsets(), rowShapes(2, 2), (_opset, [, width]) =>
  fc.constant({
    nodes: [
      ...BATCH,
      node('Concat', ['batch', 'minus', 'minus'], ['target'], [attribute.integer('axis', 0)]),
      node(
        'ConstantOfShape',
        ['three'],
        ['ones'],
        [attribute.tensor('value', { dims: [1], dataType: TYPES.int64, int64Data: [1] })],
      ),
      node('Equal', ['target', 'minus'], ['is_open']),
      node('Where', ['is_open', 'ones', 'target'], ['sizes']),
      node('Expand', ['token', 'sizes'], ['tokens']),
      node('Concat', ['tokens', 'data'], ['y'], [attribute.integer('axis', 1)]),
    ],
    tensors: [...BATCH_TENSORS, integers('minus', [-1]), integers('three', [3]), floats('token', [1, 1, width!])],
  }),
);

const squeeze: Forms = drawn(
  opsets(),
  fc.constantFrom<readonly number[]>([1, 48], [6, 1, 8], [48, 1], [1, 1, 48], [1, 48, 1]),
  (opset, row) => {
    const rank = row.length + 1;
    const single = row.flatMap((size, axis) => (size === 1 ? [axis + 1] : []));
    return fc.subarray(single, { minLength: 1 }).chain((axes) =>
      fc.option(turned(axes, rank), { freq: 5 }).map((chosen) => {
        // Without axes every axis of size 1 goes, the batch of one observation too.
        if (!chosen) return { nodes: [node('Squeeze', ['data'])] };
        const { inputs, attributes, tensors } = listed(opset, 13, 'axes', chosen);
        return { nodes: [node('Squeeze', ['data', ...inputs], ['y'], attributes)], tensors };
      }),
    );
  },
);

const unsqueeze: Forms = drawn(opsets(), rowShapes(), (opset, row) =>
  fc.integer({ min: 1, max: 2 }).chain((count) => {
    const rank = row.length + 1 + count;
    const places = fc.uniqueArray(fc.integer({ min: 0, max: rank - 1 }), { minLength: count, maxLength: count });
    return places
      .chain((axes) => turned(axes, rank))
      .map((axes) => {
        const { inputs, attributes, tensors } = listed(opset, 13, 'axes', axes);
        return { nodes: [node('Unsqueeze', ['data', ...inputs], ['y'], attributes)], tensors };
      });
  }),
);

const transpose: Forms = drawn(opsets(), rowShapes(1, 4), (_opset, row) =>
  fc.option(fc.shuffledSubarray([...Array(row.length + 1).keys()], { minLength: row.length + 1 }), { freq: 4 }).map((order) => ({
    nodes: [node('Transpose', ['data'], ['y'], [order ? attribute.integers('perm', order) : undefined])],
  })),
);

const flatten: Forms = drawn(opsets(), rowShapes(1, 4), (_opset, row) =>
  fc.option(fc.integer({ min: -row.length - 1, max: row.length + 1 })).map((axis) => ({
    nodes: [node('Flatten', ['data'], ['y'], [axis === null ? undefined : attribute.integer('axis', axis)])],
  })),
);

const TARGETS: readonly (readonly number[])[] = [
  [-1, 48],
  [0, -1],
  [-1, 6, 8],
  [0, 4, -1],
  [-1, 4],
  [-1],
  [1, -1],
  [4, -1, 12],
  [0, 1, 48],
  [-1, 1],
  [48, -1],
];

const reshape: Forms = drawn(opsets(), rowShapes(1, 3), (opset) =>
  fc.oneof(
    fc.tuple(fc.constantFrom(...TARGETS), flip).map(([target, literal]) => ({
      nodes: [
        node(
          'Reshape',
          ['data', 'target'],
          ['y'],
          [opset >= 14 && literal && !target.includes(0) && attribute.integer('allowzero', 1)],
        ),
      ],
      tensors: [integers('target', target)],
    })),
    fc
      .constantFrom<readonly [readonly string[], readonly number[]]>(
        [['batch', 'rest'], [-1]],
        [
          ['batch', 'rest'],
          [12, 4],
        ],
        [['rest', 'batch'], [-1]],
      )
      .map(([order, rest]) => ({
        nodes: [...BATCH, node('Concat', order, ['target'], [attribute.integer('axis', 0)]), node('Reshape', ['data', 'target'])],
        tensors: [...BATCH_TENSORS, integers('rest', rest)],
      })),
  ),
);

const expand: Forms = drawn(opsets(), rowShapes(1, 2), (_opset, row) =>
  fc
    .constantFrom<readonly [string, readonly number[]]>(
      ['data', [1]],
      ['data', [1, ...row]],
      ['data', [2, 1, ...row.map(() => 1)]],
      ['k', [4, ...row]],
      ['k', row],
    )
    .map(([input, target]) => ({
      nodes: [node('Expand', [input, 'target'])],
      tensors: [
        integers('target', target),
        floats(
          'k',
          row.map(() => 1),
        ),
      ],
    })),
);

const tile: Forms = drawn(opsets(), rowShapes(1, 3), (_opset, row) =>
  fc.tuple(fc.constantFrom(1, 1, 2), ...row.map(() => fc.integer({ min: 1, max: 3 }))).map((repeats) => ({
    nodes: [node('Tile', ['data', 'repeats'])],
    tensors: [integers('repeats', repeats)],
  })),
);

const pad: Forms = drawn(opsets(), fc.constantFrom<readonly number[]>([6, 8], [3, 4, 4], [48]), (opset, row) => {
  const rank = row.length + 1;
  const sides = fc.array(fc.integer({ min: -1, max: 2 }), { minLength: 2 * row.length, maxLength: 2 * row.length });
  const modes = ['constant', 'reflect', 'edge', ...(opset >= 19 ? ['wrap'] : [])];
  return fc.tuple(sides, fc.constantFrom(...modes), flip, flip).map(([pads, mode, filled, someAxes]) => {
    const allowed = pads.map((side) => (mode === 'constant' ? side : Math.max(0, side)));
    const [first, last] = [allowed.slice(0, row.length), allowed.slice(row.length)];
    const byAxes = opset >= 18 && someAxes;
    const input = [
      'data',
      'pads',
      ...(filled && mode === 'constant' ? ['fill'] : byAxes ? [''] : []),
      ...(byAxes ? ['axes'] : []),
    ];
    return {
      nodes: [node('Pad', input, ['y'], [mode !== 'constant' && attribute.text('mode', mode)])],
      tensors: [
        integers('pads', byAxes ? [first.at(-1)!, last.at(-1)!] : [0, ...first, 0, ...last]),
        floats('fill', []),
        ...(byAxes ? [integers('axes', [rank - 1])] : []),
      ],
    };
  });
});

const range: Forms = drawn(opsets(), rowShapes(1, 1), () =>
  fc.oneof(
    fc.tuple(fc.integer({ min: -3, max: 3 }), fc.integer({ min: -3, max: 9 }), fc.constantFrom(1, 2, -1, 3)).map(([a, b, c]) => ({
      nodes: [node('Range', ['a', 'b', 'c'])],
      tensors: [scalar('a', a), scalar('b', b), scalar('c', c)],
    })),
    fc.constant({
      nodes: [node('Range', ['a', 'b', 'c'])],
      tensors: [floats('a', []), { ...floats('b', [], 1), dims: [] }, floats('c', [], -3)],
    }),
    fc.tuple(fc.float({ min: -9, max: 9, noNaN: true }), fc.float({ min: -9, max: 9, noNaN: true })).map(([a, b]) => ({
      nodes: [node('Range', ['a', 'b', 'c'])],
      tensors: (
        [
          ['a', a],
          ['b', b],
          ['c', Math.fround(0.1)],
        ] as const
      ).map(([name, value]) => floatTensor(name, [], [value])),
    })),
  ),
);

const constantOfShape: Forms = drawn(opsets(), rowShapes(1, 2), () =>
  fc.oneof(
    fc.constant({ nodes: [node('ConstantOfShape', ['sizes'])], tensors: [integers('sizes', [2, 3])] }),
    fc.constant({ nodes: [node('Shape', ['data'], ['sizes']), node('ConstantOfShape', ['sizes'])] }),
    fc.constant({
      nodes: [
        node(
          'ConstantOfShape',
          ['sizes'],
          ['y'],
          [attribute.tensor('value', { dims: [1], dataType: TYPES.int64, int64Data: [3] })],
        ),
      ],
      tensors: [integers('sizes', [])],
    }),
  ),
);

const eyeLike: Forms = drawn(opsets(), fc.constant([48]), () =>
  fc
    .constantFrom<readonly Fields[]>([], [attribute.integer('k', 1)], [attribute.integer('dtype', TYPES.float)])
    .map((attributes) => ({
      nodes: [node('EyeLike', ['matrix'], ['y'], attributes)],
      tensors: [floats('matrix', [3, 4])],
    })),
);

const trilu: Forms = drawn(opsets(14), rowShapes(2, 3), () =>
  fc.tuple(flip, fc.option(fc.integer({ min: -2, max: 2 }))).map(([lower, k]) => ({
    nodes: [node('Trilu', k === null ? ['data'] : ['data', 'k'], ['y'], [lower && attribute.integer('upper', 0)])],
    tensors: k === null ? [] : [scalar('k', k)],
  })),
);

const centerCropPad: Forms = drawn(opsets(18), rowShapes(2, 3), (_opset, row) =>
  fc.tuple(fc.integer({ min: 1, max: 9 }), flip).map(([size, negative]) => ({
    nodes: [node('CenterCropPad', ['data', 'sizes'], ['y'], [attribute.integers('axes', [negative ? -1 : row.length])])],
    tensors: [integers('sizes', [size])],
  })),
);

const blocks = (
  operator: string,
  row: readonly number[],
  attributes: readonly (readonly Fields[])[],
): readonly [string, Forms] => [
  operator,
  drawn(opsets(), fc.constant(row), () =>
    fc.constantFrom(...attributes).map((chosen) => ({ nodes: [node(operator, ['data'], ['y'], chosen)] })),
  ),
];

const shape: Forms = drawn(opsets(), rowShapes(1, 3), (opset, row) =>
  fc.tuple(fc.option(axisOf(row.length + 1)), fc.option(axisOf(row.length + 1))).map(([start, end]) => ({
    nodes: [
      node(
        'Shape',
        ['data'],
        ['y'],
        [
          opset >= 15 && start !== null && attribute.integer('start', start),
          opset >= 15 && end !== null && attribute.integer('end', end),
        ],
      ),
    ],
  })),
);

const size: Forms = drawn(opsets(), rowShapes(1, 2), () => fc.constant({ nodes: [node('Size', ['data'])] }));

const block = attribute.integer('blocksize', 2);

export const MOVEMENT: readonly (readonly [string, Forms])[] = [
  ['Concat', fc.oneof(concat, tokenConcat)],
  ['Squeeze', squeeze],
  ['Unsqueeze', unsqueeze],
  ['Transpose', transpose],
  ['Flatten', flatten],
  ['Reshape', reshape],
  ['Expand', expand],
  ['Tile', tile],
  ['Pad', pad],
  ['Range', range],
  ['Shape', shape],
  ['Size', size],
  ['ConstantOfShape', constantOfShape],
  ['Constant', constant],
  ['EyeLike', eyeLike],
  ['Trilu', trilu],
  ['CenterCropPad', centerCropPad],
  blocks('DepthToSpace', [8, 2, 3], [[block], [block, attribute.text('mode', 'CRD')], [block, attribute.text('mode', 'DCR')]]),
  blocks('SpaceToDepth', [2, 4, 6], [[block]]),
];
