import fc from 'fast-check';
import { TYPES, attribute, axisOf, drawn, flip, floats, integers, node, opsets, scalar, type Forms } from './form.ts';

const window = (operator: string): readonly [string, Forms] => [
  operator,
  drawn(opsets(17), fc.constant([48]), () =>
    flip.map((symmetric) => ({
      nodes: [node(operator, ['length'], ['y'], [symmetric && attribute.integer('periodic', 0)])],
      tensors: [scalar('length', 10)],
    })),
  ),
];

/** The last axis holds one real number, or a real and an imaginary part. */
const fourier: Forms = drawn(opsets(17), fc.constantFrom<readonly number[]>([48, 1], [6, 8, 1], [24, 2]), (opset, row) =>
  fc.tuple(axisOf(row.length, 1), flip, flip).map(([place, halved, inverse]) => {
    const axis = place < 0 ? place + row.length : place;
    const isReal = row.at(-1) === 1;
    const attributes = [
      opset < 20 && attribute.integer('axis', axis),
      halved && isReal && !inverse && attribute.integer('onesided', 1),
      inverse && !isReal && attribute.integer('inverse', 1),
    ];
    return {
      nodes: [node('DFT', opset < 20 ? ['data'] : ['data', '', 'axis'], ['y'], attributes)],
      tensors: opset < 20 ? [] : [scalar('axis', axis)],
    };
  }),
);

const shortTime: Forms = drawn(opsets(17), fc.constant([48, 1]), () =>
  flip.map((halved) => ({
    nodes: [node('STFT', ['data', 'step', 'window'], ['y'], [!halved && attribute.integer('onesided', 0)])],
    tensors: [scalar('step', 4), floats('window', [8])],
  })),
);

const mel: Forms = drawn(opsets(17), fc.constant([48]), () =>
  fc.constant({
    nodes: [node('MelWeightMatrix', ['bins', 'length', 'rate', 'low', 'high'])],
    tensors: [
      scalar('bins', 4),
      scalar('length', 16),
      scalar('rate', 8192),
      { name: 'low', dims: [], dataType: TYPES.float, floatData: [0] },
      { name: 'high', dims: [], dataType: TYPES.float, floatData: [4096] },
    ],
  }),
);

const columnsToImage: Forms = drawn(opsets(18), fc.constant([12, 4]), () =>
  fc.constant({
    nodes: [node('Col2Im', ['data', 'image', 'block'], ['y'], [attribute.integers('strides', [2, 2])])],
    tensors: [integers('image', [4, 4]), integers('block', [2, 2])],
  }),
);

const deformed: Forms = drawn(opsets(19), fc.constant([3, 4, 4]), () =>
  fc.constant({
    nodes: [
      node('Conv', ['data', 'offset_weights'], ['offsets']),
      node('DeformConv', ['data', 'w', 'offsets'], ['y'], [attribute.integers('kernel_shape', [1, 1])]),
    ],
    tensors: [floats('offset_weights', [2, 3, 1, 1]), floats('w', [2, 3, 1, 1])],
  }),
);

const cumProd: Forms = drawn(opsets(26), fc.constantFrom<readonly number[]>([48], [6, 8]), (_opset, row) =>
  axisOf(row.length + 1).map((axis) => ({ nodes: [node('CumProd', ['data', 'axis'])], tensors: [scalar('axis', axis)] })),
);

const bitCast: Forms = drawn(opsets(26), fc.constant([48]), () =>
  fc.constant({ nodes: [node('BitCast', ['data'], ['y'], [attribute.integer('to', TYPES.int32)])] }),
);

export const SIGNALS: readonly (readonly [string, Forms])[] = [
  ...['BlackmanWindow', 'HammingWindow', 'HannWindow'].map(window),
  ['DFT', fourier],
  ['STFT', shortTime],
  ['MelWeightMatrix', mel],
  ['Col2Im', columnsToImage],
  ['DeformConv', deformed],
  ['CumProd', cumProd],
  ['BitCast', bitCast],
];
