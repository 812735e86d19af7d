import fc from 'fast-check';
import { TYPES, attribute, drawn, flip, floats, integers, node, opsets, type Fields, type Forms } from './form.ts';
import { PICTURES, QUANTISED, QUANTISED_TENSORS, SEQUENCES, bytes, pictures, spaces } from './form-parts.ts';

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

export const WINDOWS: readonly (readonly [string, Forms])[] = [
  ['Conv', convolution],
  ['ConvTranspose', transposedConvolution],
  ['MaxPool', fc.oneof({ weight: 4, arbitrary: pool('MaxPool', 11, 11)[1] }, { weight: 1, arbitrary: poolWithPlaces })],
  pool('AveragePool', 19, 11, [[11, attribute.integer('count_include_pad', 1)]]),
  pool('LpPool', 18, 18, [[11, attribute.integer('p', 1)]]),
  plainSpace('GlobalAveragePool'),
  plainSpace('GlobalMaxPool'),
  plainSpace('GlobalLpPool', [[], [attribute.integer('p', 1)]]),
  quantisedConvolution('QLinearConv'),
  quantisedConvolution('ConvInteger'),
  ['Resize', resize],
  ['Upsample', upsample],
  ['GridSample', gridSample],
  ['AffineGrid', affineGrid],
];
