import fc from 'fast-check';
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
  raw,
  rowShapes,
  sizeOf,
  type Fields,
  type Forms,
} from './form.ts';

const PICTURES: readonly (readonly number[])[] = [
  [3, 4, 4],
  [1, 6, 8],
  [2, 4, 6],
];
const SEQUENCES: readonly (readonly number[])[] = [
  [3, 16],
  [1, 48],
];
const VOLUMES: readonly (readonly number[])[] = [
  [2, 2, 3, 4],
  [1, 3, 4, 4],
];
const spaces = fc.constantFrom(...PICTURES, ...SEQUENCES, ...VOLUMES);
const pictures = fc.constantFrom(...PICTURES);

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

/** Strides, dilations and padding in each of the ways in which exporters give them. */
function windows(
  axes: number,
  options: { readonly dilates: boolean },
): fc.Arbitrary<{ readonly kernel: readonly number[]; readonly attributes: readonly Fields[] }> {
  const each = (values: readonly number[]) => fc.tuple(...Array.from({ length: axes }, () => fc.constantFrom(...values)));
  return fc
    .tuple(
      each([1, 2, 3]),
      fc.option(each([1, 2])),
      fc.option(each([1, 2])),
      fc.constantFrom('none', 'pads', 'SAME_UPPER', 'SAME_LOWER', 'VALID', 'NOTSET'),
      each([0, 1]),
      each([0, 1]),
    )
    .map(([kernel, strides, dilations, padding, before, after]) => {
      const automatic = /SAME|VALID/.test(padding);
      const inside = (sides: readonly number[]) => sides.map((side, axis) => Math.min(side, kernel[axis]! - 1));
      return {
        kernel,
        attributes: [
          ...(strides ? [attribute.integers('strides', strides)] : []),
          ...(dilations && options.dilates && !automatic && kernel.every((size) => size < 3)
            ? [attribute.integers('dilations', dilations)]
            : []),
          ...(automatic || padding === 'NOTSET' ? [attribute.text('auto_pad', padding)] : []),
          ...(padding === 'pads' ? [attribute.integers('pads', [...inside(before), ...inside(after)])] : []),
        ],
      };
    });
}

const convolution: Forms = drawn(opsets(), spaces, (_opset, row) =>
  fc
    .tuple(windows(row.length - 1, { dilates: true }), flip, flip, flip)
    .map(([{ kernel, attributes }, named, biased, grouped]) => {
      const group = grouped ? row[0]! : 1;
      return {
        nodes: [
          node(
            'Conv',
            ['data', 'w', ...(biased ? ['b'] : [])],
            ['y'],
            [...attributes, named && attribute.integers('kernel_shape', kernel), grouped && attribute.integer('group', group)],
          ),
        ],
        tensors: [floats('w', [2 * group, row[0]! / group, ...kernel]), ...(biased ? [floats('b', [2 * group])] : [])],
      };
    }),
);

const transposedConvolution: Forms = drawn(opsets(), fc.constantFrom(...PICTURES, ...SEQUENCES), (_opset, row) => {
  const axes = row.length - 1;
  return fc.tuple(windows(axes, { dilates: true }), flip, flip, flip).map(([{ kernel, attributes }, extra, sized, grouped]) => {
    const group = grouped ? row[0]! : 1;
    const strides = attributes.find(({ name }) => name === 'strides') as { ints: readonly number[] } | undefined;
    const isAutomatic = attributes.some(({ name }) => name === 'auto_pad');
    const target = row.slice(1).map((length, axis) => length * (strides?.ints[axis] ?? 1));
    return {
      nodes: [
        node(
          'ConvTranspose',
          ['data', 'w'],
          ['y'],
          [
            ...attributes,
            extra &&
              !isAutomatic &&
              !sized &&
              strides &&
              attribute.integers(
                'output_padding',
                strides.ints.map((stride) => stride - 1),
              ),
            sized && !isAutomatic && attribute.integers('output_shape', target),
            grouped && attribute.integer('group', group),
          ],
        ),
      ],
      tensors: [floats('w', [row[0]!, 2, ...kernel])],
    };
  });
});

const pool = (
  operator: string,
  dilatesSince: number,
  ceilSince: number,
  extra: readonly (readonly [number, Fields])[] = [],
): readonly [string, Forms] => [
  operator,
  drawn(opsets(), spaces, (opset, row) =>
    fc
      .tuple(windows(row.length - 1, { dilates: opset >= dilatesSince }), flip, fc.subarray([...extra]))
      .map(([{ kernel, attributes }, ceils, more]) => ({
        nodes: [
          node(
            operator,
            ['data'],
            ['y'],
            [
              attribute.integers('kernel_shape', kernel),
              ...attributes,
              ceils && opset >= ceilSince && attribute.integer('ceil_mode', 1),
              ...more.map(([since, entry]) => opset >= since && entry),
            ],
          ),
        ],
      })),
  ),
];

const poolWithPlaces: Forms = drawn(opsets(), pictures, () =>
  fc.constant({
    nodes: [
      node(
        'MaxPool',
        ['data'],
        ['y', 'places'],
        [attribute.integers('kernel_shape', [2, 2]), attribute.integers('strides', [2, 2])],
      ),
    ],
  }),
);

const plainSpace = (operator: string, attributes: readonly (readonly Fields[])[] = [[]]): readonly [string, Forms] => [
  operator,
  drawn(opsets(), spaces, () =>
    fc.constantFrom(...attributes).map((chosen) => ({ nodes: [node(operator, ['data'], ['y'], chosen)] })),
  ),
];

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

function floatsOfOne(name: string, length: number): Fields {
  return { name, dims: [length], dataType: TYPES.float, floatData: Array<number>(length).fill(1) };
}

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

const zeroPoint = (name: string) => raw(name, [], TYPES.uint8, Uint8Array.of(120));

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

const QUANTISED = [node('QuantizeLinear', ['data', 'scale', 'zero'], ['q'])];
const QUANTISED_TENSORS = [{ ...floatsOfOne('scale', 1), dims: [] }, zeroPoint('zero')];
const bytes = (name: string, shape: readonly number[]) =>
  raw(
    name,
    shape,
    TYPES.uint8,
    Uint8Array.from({ length: sizeOf(shape) }, (_, i) => (i * 37) % 200),
  );

const qLinearMatMul: Forms = drawn(opsets(), rowShapes(1, 2), (_opset, row) =>
  fc.constant({
    nodes: [...QUANTISED, node('QLinearMatMul', ['q', 'scale', 'zero', 'w', 'scale', 'zero', 'scale', 'zero'])],
    tensors: [...QUANTISED_TENSORS, bytes('w', [row.at(-1)!, 3])],
  }),
);

const matMulInteger: Forms = drawn(opsets(), rowShapes(1, 2), (_opset, row) =>
  flip.map((zeroed) => ({
    nodes: [...QUANTISED, node('MatMulInteger', ['q', 'w', ...(zeroed ? ['zero', 'zero'] : [])])],
    tensors: [...QUANTISED_TENSORS, bytes('w', [row.at(-1)!, 3])],
  })),
);

const quantisedConvolution = (operator: string): readonly [string, Forms] => [
  operator,
  drawn(opsets(), pictures, (_opset, row) =>
    windows(2, { dilates: false }).map(({ kernel, attributes }) => ({
      nodes: [
        ...QUANTISED,
        node(
          operator,
          operator === 'ConvInteger' ? ['q', 'w', 'zero'] : ['q', 'scale', 'zero', 'w', 'scale', 'zero', 'scale', 'zero'],
          ['y'],
          attributes,
        ),
      ],
      tensors: [...QUANTISED_TENSORS, bytes('w', [2, row[0]!, ...kernel])],
    })),
  ),
];

/** A number with a fraction that float32 holds. */
const scaleTensor = (values: readonly number[]) => ({
  name: 'scales',
  dims: [values.length],
  dataType: TYPES.float,
  floatData: values,
});

const resize: Forms = drawn(opsets(), pictures, (opset) => {
  const scale = fc.constantFrom(2, 1.5, 0.5, 1.25, 0.7);
  const mode = fc.constantFrom<readonly Fields[]>(
    [],
    [
      attribute.text('mode', 'nearest'),
      attribute.text('nearest_mode', 'floor'),
      attribute.text('coordinate_transformation_mode', 'asymmetric'),
    ],
    [attribute.text('mode', 'linear'), attribute.text('coordinate_transformation_mode', 'pytorch_half_pixel')],
    [attribute.text('mode', 'linear'), attribute.text('coordinate_transformation_mode', 'align_corners')],
    [attribute.text('mode', 'cubic'), attribute.float('cubic_coeff_a', -0.75)],
  );
  const region = opset >= 13 ? '' : 'no_region';
  const tensors = opset >= 13 ? [] : [{ ...floats('no_region', [0]) }];
  const byScales = fc.tuple(scale, scale, mode).map(([a, b, attributes]) => ({
    nodes: [node('Resize', ['data', region, 'scales'], ['y'], attributes)],
    tensors: [...tensors, scaleTensor([1, 1, a, b])],
  }));
  const bySizes = fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }), mode).map(([a, b, attributes]) => ({
    // The number of rows as the file computes it, as both exporters write it.
    nodes: [
      node('Shape', ['data'], ['shape']),
      node('Slice', ['shape', 'zero', 'two'], ['front']),
      node('Concat', ['front', 'plane'], ['sizes'], [attribute.integer('axis', 0)]),
      node('Resize', ['data', region, opset >= 13 ? '' : 'no_scales', 'sizes'], ['y'], attributes),
    ],
    tensors: [
      ...tensors,
      ...(opset >= 13 ? [] : [floats('no_scales', [0])]),
      integers('zero', [0]),
      integers('two', [2]),
      integers('plane', [a, b]),
    ],
  }));
  const byAxes = fc
    .tuple(
      fc.constantFrom('stretch', 'not_larger', 'not_smaller'),
      fc.integer({ min: 1, max: 9 }),
      fc.integer({ min: 1, max: 9 }),
      flip,
    )
    .map(([policy, a, b, turned]) => ({
      nodes: [
        node(
          'Resize',
          ['data', '', '', 'sizes'],
          ['y'],
          [
            // The runtime misreads negative axes where it keeps the aspect ratio.
            attribute.integers('axes', turned && policy === 'stretch' ? [-2, -1] : [2, 3]),
            policy !== 'stretch' && attribute.text('keep_aspect_ratio_policy', policy),
          ],
        ),
      ],
      tensors: [integers('sizes', [a, b])],
    }));
  return opset >= 18 ? fc.oneof(byScales, bySizes, byAxes) : fc.oneof(byScales, bySizes);
});

const upsample: Forms = drawn(opsets(), pictures, () =>
  fc.constant({ nodes: [node('Upsample', ['data', 'scales'])], tensors: [scaleTensor([1, 1, 2, 2])] }),
);

const gridSample: Forms = drawn(opsets(16), pictures, (opset) => {
  const modes = opset >= 20 ? ['linear', 'nearest', 'cubic'] : ['bilinear', 'nearest', 'bicubic'];
  return fc
    .tuple(fc.constantFrom(...modes), fc.constantFrom('zeros', 'border', 'reflection'), flip)
    .map(([mode, padding, aligned]) => ({
      nodes: [
        node('Shape', ['data'], ['shape']),
        node('Slice', ['shape', 'zero', 'one'], ['batch']),
        node('Concat', ['batch', 'rest'], ['target'], [attribute.integer('axis', 0)]),
        node('Expand', ['grid', 'target'], ['grids']),
        node(
          'GridSample',
          ['data', 'grids'],
          ['y'],
          [
            attribute.text('mode', mode),
            attribute.text('padding_mode', padding),
            aligned && attribute.integer('align_corners', 1),
          ],
        ),
      ],
      tensors: [integers('zero', [0]), integers('one', [1]), integers('rest', [3, 2, 2]), floats('grid', [1, 3, 2, 2])],
    }));
});

const affineGrid: Forms = drawn(opsets(20), fc.constant([48]), () =>
  flip.map((aligned) => ({
    nodes: [
      node('MatMul', ['data', 'w'], ['flat']),
      node('Reshape', ['flat', 'theta_shape'], ['theta']),
      node('Shape', ['data'], ['shape']),
      node('Slice', ['shape', 'zero', 'one'], ['batch']),
      node('Concat', ['batch', 'rest'], ['size'], [attribute.integer('axis', 0)]),
      node('AffineGrid', ['theta', 'size'], ['y'], [aligned && attribute.integer('align_corners', 1)]),
    ],
    tensors: [
      floats('w', [48, 6]),
      integers('theta_shape', [-1, 2, 3]),
      integers('zero', [0]),
      integers('one', [1]),
      integers('rest', [1, 4, 5]),
    ],
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
  ['Conv', convolution],
  ['ConvTranspose', transposedConvolution],
  ['MaxPool', fc.oneof({ weight: 4, arbitrary: pool('MaxPool', 11, 11)[1] }, { weight: 1, arbitrary: poolWithPlaces })],
  pool('AveragePool', 19, 11, [[11, attribute.integer('count_include_pad', 1)]]),
  pool('LpPool', 18, 18, [[11, attribute.integer('p', 1)]]),
  plainSpace('GlobalAveragePool'),
  plainSpace('GlobalMaxPool'),
  plainSpace('GlobalLpPool', [[], [attribute.integer('p', 1)]]),
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
  quantisedConvolution('QLinearConv'),
  quantisedConvolution('ConvInteger'),
  ['Resize', resize],
  ['Upsample', upsample],
  ['GridSample', gridSample],
  ['AffineGrid', affineGrid],
  linearMl('Scaler', [attribute.floats('offset', series(48)), attribute.floats('scale', series(48))]),
  linearMl('Normalizer', [attribute.text('norm', 'L2')]),
  linearMl('LinearRegressor', [
    attribute.floats('coefficients', series(144)),
    attribute.floats('intercepts', series(3)),
    attribute.integer('targets', 3),
  ]),
];
