import fc from 'fast-check';
import { TYPES, attribute, axisOf, drawn, flip, floats, node, opsets, raw, rowShapes, type Fields, type Forms } from './form.ts';
import {
  PICTURES,
  QUANTISED,
  QUANTISED_TENSORS,
  SEQUENCES,
  bytes,
  floatsOfOne,
  qLinearMatMul,
  spaces,
  zeroPoint,
} from './form-parts.ts';

const matMul: Forms = drawn(opsets(), rowShapes(1, 3), (_opset, row) => {
  const k = row.at(-1)!;
  const right = fc.constantFrom<readonly number[]>([k, 5], [k], [1, k, 2], [k, 1]);
  return fc.oneof(
    right.map((shape) => ({ nodes: [node('MatMul', ['data', 'k'])], tensors: [floats('k', shape)] })),
    fc.constantFrom<readonly number[]>([4, row.at(-2) ?? 1], [row.at(-2) ?? 1]).map((shape) => ({
      // A matrix on the left: the batch is what is multiplied away where the data are vectors.
      nodes: [node('MatMul', ['k', 'data'])],
      tensors: [floats('k', row.length === 1 ? [4, 7] : shape)],
    })),
    fc.constant({
      nodes: [
        node(
          'Transpose',
          ['data'],
          ['turned'],
          [attribute.integers('perm', [...Array(row.length - 1).keys(), row.length, row.length - 1])],
        ),
        node('MatMul', ['data', 'turned']),
      ],
    }),
  );
});

const gemm: Forms = drawn(opsets(), fc.constant([48]), () =>
  fc.tuple(flip, fc.option(fc.constantFrom<readonly number[]>([5], [1, 5], [], [1])), flip).map(([turned, bias, scaled]) => ({
    nodes: [
      node(
        'Gemm',
        ['data', 'w', ...(bias ? ['c'] : [])],
        ['y'],
        [turned && attribute.integer('transB', 1), scaled && attribute.float('alpha', 0.5), scaled && attribute.float('beta', 2)],
      ),
    ],
    tensors: [floats('w', turned ? [5, 48] : [48, 5]), ...(bias ? [floats('c', bias)] : [])],
  })),
);

/** The batch's own covariance. */
const covariance: Forms = drawn(opsets(), fc.constant([48]), () =>
  fc.constant({ nodes: [node('Gemm', ['data', 'data'], ['y'], [attribute.integer('transA', 1)])] }),
);

const EQUATIONS: readonly (readonly [readonly number[], string, readonly number[] | null])[] = [
  [[48], 'bi,ij->bj', [48, 2]],
  [[48], 'bi, ij -> jb', [48, 2]],
  [[48], 'bi,ji', [3, 48]],
  [[6, 8], 'bqc,kc->bqk', [5, 8]],
  [[6, 8], 'bqc,bkc->bqk', null],
  [[6, 8], 'bij->bji', []],
  [[6, 8], 'bij->b', []],
  [[6, 8], 'bij->ij', []],
  [[6, 8], '...ij,...jk->...ik', [8, 2]],
  [[6, 8], '...c,kc->...k', [5, 8]],
  [[6, 8], 'b...->...b', []],
  [[48], 'bi,bi->b', null],
  [[48], 'bi,ci->bc', null],
  [[48], 'bi,bj->bij', null],
];

const einsum: Forms = fc.tuple(opsets(12), fc.constantFrom(...EQUATIONS)).map(([opset, [row, equation, other]]) => ({
  opset,
  row,
  nodes: [
    node(
      'Einsum',
      other === null ? ['data', 'data'] : other.length > 0 ? ['data', 'k'] : ['data'],
      ['y'],
      [attribute.text('equation', equation)],
    ),
  ],
  tensors: other?.length ? [floats('k', other)] : [],
}));

const channelNorm: Forms = drawn(opsets(), fc.constantFrom(...PICTURES, ...SEQUENCES, [48]), (_opset, row) =>
  flip.map((momentum) => ({
    nodes: [
      node(
        'BatchNormalization',
        ['data', 'scale', 'shift', 'mean', 'var'],
        ['y'],
        [attribute.float('epsilon', 0.001), momentum && attribute.float('momentum', 0.9)],
      ),
    ],
    tensors: ['scale', 'shift', 'mean'].map((name) => floats(name, [row[0]!])).concat(floatsOfOne('var', row[0]!)),
  })),
);

const instanceNorm: Forms = drawn(opsets(), spaces, (_opset, row) =>
  fc.constant({
    nodes: [node('InstanceNormalization', ['data', 'scale', 'shift'])],
    tensors: [floats('scale', [row[0]!]), floats('shift', [row[0]!])],
  }),
);

const groupNorm: Forms = drawn(opsets(18), fc.constantFrom<readonly number[]>([4, 12], [2, 4, 6]), (opset, row) => {
  const width = opset < 21 ? 2 : row[0]!;
  return fc.constant({
    nodes: [node('GroupNormalization', ['data', 'scale', 'shift'], ['y'], [attribute.integer('num_groups', 2)])],
    tensors: [floats('scale', [width]), floats('shift', [width])],
  });
});

const layerNorm = (operator: string, since: number, outputs: readonly (readonly string[])[]): readonly [string, Forms] => [
  operator,
  drawn(opsets(since), rowShapes(1, 3), (_opset, row) =>
    fc.tuple(axisOf(row.length + 1, 1), fc.constantFrom(...outputs)).map(([axis, output]) => {
      const shape = row.slice((axis < 0 ? axis + row.length + 1 : axis) - 1);
      return {
        nodes: [node(operator, ['data', 'scale'], output, [attribute.integer('axis', axis), attribute.float('epsilon', 0.01)])],
        tensors: [floats('scale', shape)],
      };
    }),
  ),
];

const meanVariance: Forms = drawn(opsets(), fc.constantFrom(...PICTURES), () =>
  fc
    .constantFrom<readonly Fields[]>([], [attribute.integers('axes', [2, 3])], [attribute.integers('axes', [1, 2, 3])])
    .map((attributes) => ({
      nodes: [node('MeanVarianceNormalization', ['data'], ['y'], attributes)],
    })),
);

const lrn: Forms = drawn(opsets(), fc.constantFrom(...PICTURES), () =>
  fc.constant({ nodes: [node('LRN', ['data'], ['y'], [attribute.integer('size', 3), attribute.float('alpha', 0.1)])] }),
);

const det: Forms = drawn(opsets(), fc.constantFrom<readonly number[]>([3, 4, 4], [12, 2, 2]), () =>
  fc.constant({ nodes: [node('Det', ['data'])] }),
);

const quantize: Forms = drawn(opsets(), rowShapes(1, 2), (opset, row) =>
  fc.tuple(flip, flip).map(([perAxis, zeroed]) => {
    const last = row.at(-1)!;
    const byAxis = perAxis && opset >= 13;
    return {
      nodes: [
        node(
          'QuantizeLinear',
          ['data', 'scale', ...(zeroed ? ['zero'] : [])],
          ['quantised'],
          [byAxis && attribute.integer('axis', -1)],
        ),
        node(
          'DequantizeLinear',
          ['quantised', 'scale', ...(zeroed ? ['zero'] : [])],
          ['y'],
          [byAxis && attribute.integer('axis', -1)],
        ),
      ],
      tensors: [
        byAxis ? floatsOfOne('scale', last) : { ...floatsOfOne('scale', 1), dims: [] },
        byAxis ? raw('zero', [last], TYPES.uint8, new Uint8Array(last)) : zeroPoint('zero'),
      ],
    };
  }),
);

const matMulInteger: Forms = drawn(opsets(), rowShapes(1, 2), (_opset, row) =>
  flip.map((zeroed) => ({
    nodes: [...QUANTISED, node('MatMulInteger', ['q', 'w', ...(zeroed ? ['zero', 'zero'] : [])])],
    tensors: [...QUANTISED_TENSORS, bytes('w', [row.at(-1)!, 3])],
  })),
);

const linearMl = (operator: string, attributes: readonly Fields[]): readonly [string, Forms] => [
  operator,
  drawn(opsets(), fc.constant([48]), () =>
    fc.constant({
      nodes: [{ ...node(operator, ['data'], ['y'], attributes), domain: 'ai.onnx.ml' }],
      domains: [{ domain: 'ai.onnx.ml', version: 1 }],
    }),
  ),
];
const series = (length: number) => Array.from({ length }, (_, i) => ((i * 5) % 9) / 4 - 1);

export const LINEAR: readonly (readonly [string, Forms])[] = [
  ['MatMul', matMul],
  ['Gemm', fc.oneof({ weight: 4, arbitrary: gemm }, { weight: 1, arbitrary: covariance })],
  ['Einsum', einsum],
  ['Det', det],
  ['BatchNormalization', channelNorm],
  ['InstanceNormalization', instanceNorm],
  ['GroupNormalization', groupNorm],
  layerNorm('LayerNormalization', 17, [['y'], ['y', 'mean'], ['y', 'mean', 'deviation']]),
  layerNorm('RMSNormalization', 23, [['y']]),
  ['MeanVarianceNormalization', meanVariance],
  ['LRN', lrn],
  ['QuantizeLinear', quantize],
  ['DequantizeLinear', quantize],
  ['QLinearMatMul', qLinearMatMul],
  ['MatMulInteger', matMulInteger],
  linearMl('Scaler', [attribute.floats('offset', series(48)), attribute.floats('scale', series(48))]),
  linearMl('Normalizer', [attribute.text('norm', 'L2')]),
  linearMl('LinearRegressor', [
    attribute.floats('coefficients', series(144)),
    attribute.floats('intercepts', series(3)),
    attribute.integer('targets', 3),
  ]),
];
