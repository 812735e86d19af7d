import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encoderModel, valueInfo } from '../../../tests/registry/support/onnx-model.ts';
import { decodeModel } from './decode.ts';
import { namesWithForms } from './operator-forms.ts';
import { inferShapes } from './size-faults.ts';
import { isRefused, traceGraph } from './trace.ts';

/** Longest description of what is wrong with a node: messages are one line. */
const LONGEST = 400;
const OPSETS = [11, 13, 18, 22, 26];

const tensor = (name: string, dims: readonly number[], dataType: number, field: string) => ({
  name,
  dims,
  dataType,
  [field]: Array.from({ length: dims.reduce((size, length) => size * length, 1) }, (_, i) =>
    dataType === 1 ? i / 2 - 1 : i - 1,
  ),
});
/** Sizes, places and data in every form, most of them wrong wherever they are read. */
const TENSORS = [
  ...[[], [1], [2], [5], [5, 5], [0], [1, 1, 5, 5], [300]].flatMap((dims, i) => [
    tensor(`float${i}`, dims, 1, 'floatData'),
    tensor(`long${i}`, dims, 7, 'int64Data'),
  ]),
  { name: 'yes', dims: [], dataType: 9, int32Data: [1] },
  { name: 'huge', dims: [3], dataType: 7, int64Data: [2 ** 62, -(2 ** 62), 0] },
];
const names = fc.constantFrom('x', 'x', 'pictures', '', ...TENSORS.map(({ name }) => name));
const integer = fc.oneof(fc.integer({ min: -6, max: 6 }), fc.constantFrom(2 ** 31, -(2 ** 31), 2 ** 62));
const TEXTS = [
  'bidirectional',
  'SAME_UPPER',
  'VALID',
  'add',
  'linear',
  'bi,ij->bj',
  '...',
  ',->',
  'not_larger',
  'tf_crop_and_resize',
];
const attribute = fc
  .constantFrom(
    ...'axis axes perm split keepdims kernel_shape strides pads dilations group batch_dims to blocksize num_outputs allowzero layout'.split(
      ' ',
    ),
    ...'hidden_size direction equation auto_pad mode ceil_mode start end transA transB reduction num_heads q_num_heads kv_num_heads'.split(
      ' ',
    ),
    ...'keep_aspect_ratio_policy output_shape batch_axis time_axis num_groups size noop_with_empty_axes select_last_index'.split(
      ' ',
    ),
  )
  .chain((name) =>
    fc.oneof(
      integer.map((i) => ({ name, type: 2, i })),
      fc.array(integer, { maxLength: 5 }).map((ints) => ({ name, type: 7, ints })),
      fc.constantFrom(...TEXTS).map((text) => ({ name, type: 3, s: new TextEncoder().encode(text) })),
    ),
  );
/** If and Scan hold graphs, which the fuzzer makes. */
const OPERATORS = [...namesWithForms(''), ...namesWithForms('ai.onnx.ml')].filter((name) => name !== 'If' && name !== 'Scan');

test('whatever a node is given, following it ends in what is known of it or in one line that blames a node', () => {
  const graphs = fc.array(
    fc.record({
      opType: fc.constantFrom(...OPERATORS),
      input: fc.array(names, { maxLength: 6 }),
      attribute: fc.array(attribute, { maxLength: 3 }),
    }),
    { minLength: 1, maxLength: 3 },
  );
  fc.assert(
    fc.property(graphs, fc.constantFrom(...OPSETS), (nodes, opset) => {
      const chained = nodes.map(({ input, ...rest }, i) => ({
        ...rest,
        name: `node_${i}`,
        // Each node may read what the one before it gave.
        input: input.map((name) => (name === 'pictures' && i > 0 ? `y${i - 1}` : name)),
        output: [`y${i}`, `second${i}`],
      }));
      const reshape = { opType: 'Reshape', input: ['x', 'row'], output: ['pictures'] };
      const model = decodeModel(
        encoderModel({
          node: [reshape, ...chained],
          initializer: [...TENSORS, { name: 'row', dims: [4], dataType: 7, int64Data: [-1, 1, 2, 4] }],
          input: [valueInfo('x', ['batch', 8])],
          output: [valueInfo('codes', ['batch', 8])],
        }),
      );
      if ('rule' in model) throw new Error(model.rule);
      const input = ['x', { shape: [1, 8], rows: { axis: 0, outer: 1, inner: 1 } }] as const;
      for (const traced of traceGraph(model.graph!, opset, input).values()) {
        if (!isRefused(traced)) continue;
        expect(traced.refused.rule.length).toBeLessThan(LONGEST);
        expect(traced.refused.rule).toMatch(/^[ -~]*$/);
      }
      for (const shape of inferShapes(model.graph!, [8], 2).values()) {
        if (shape) expect(shape.shape.every((size) => Number.isInteger(size) && size >= 0)).toBe(true);
      }
    }),
    { numRuns: Number(process.env.TRACE_RUNS ?? 2000) },
  );
});
