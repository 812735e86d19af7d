import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { encodeObservations } from '../../src/evaluation/encode.ts';
import { auditModel } from '../../src/registry/onnx/audit.ts';
import { createOnnxSession } from '../../src/runtime/node/onnx-session.ts';
import { referenceRows } from './corpus.ts';
import { integerTensor, modelOf } from '../registry/support/hostile-models.ts';
import { floatTensor } from '../registry/support/onnx-model.ts';

const FOLDER = join(import.meta.dirname, 'cases');
const VECTOR = [5];
const PICTURE = [1, 64, 64];
const SPARSE = [64];
const FLOW = [10];
const ROWS = 24;

const read = (name: string) => Uint8Array.from(readFileSync(join(FOLDER, `${name}.onnx`)));

const ACCEPTED: readonly (readonly [kind: string, shape: readonly number[], names: string])[] = [
  ['Dropout in inference form', VECTOR, 'dropout-inference-op11 dropout-inference-op13'],
  [
    'infinities that are masks and bounds',
    VECTOR,
    'attn-boolmask-legacy attn-causal-legacy attn-floatmask-dynamo attn-floatmask-legacy attn-manualmask-dynamo-op23 ' +
      'attn-manualmask-legacy attn-mha-mask-legacy clamp-to-inf-dynamo clamp-to-inf-legacy inf-in-clip-max',
  ],
  [
    'an axis of the codes that the file leaves open',
    VECTOR,
    'jit-script-vae-chunk l2-normalised-head-legacy logsumexp-head-legacy mini-F.normalize mini-chunk-13 mini-chunk-20 mini-div-norm ' +
      'output-named-dim output-no-shape sort-head-legacy vae-mu-chunk-legacy',
  ],
  ['the same, of pictures', PICTURE, 'spatial-softmax-legacy stn-grid-sample-legacy'],
  ['what scikit-learn users export', VECTOR, 'dup-default-domain sk-linreg sk-ridge sk-kpca'],
  [
    'assignments to columns, as coupling flows make them',
    FLOW,
    'flow-slice-assign-legacy column-assign-legacy-op13 index-list-assign-legacy index-copy-legacy',
  ],
  ['sparse encoders', SPARSE, 'sae-jumprelu-legacy sae-topk-scatter-legacy'],
];

describe.each(ACCEPTED)('%s', (_kind, shape, names) => {
  test.each(names.split(' '))('%s passes, and gives finite codes that do not depend on the batch', async (name) => {
    const bytes = read(name);
    expect(auditModel(name, bytes, shape)).toEqual([]);
    const rows = referenceRows(shape, ROWS);
    const width = rows.length / ROWS;
    const session = await createOnnxSession(bytes, shape);
    const observe = (start: number, end: number) => rows.slice(start * width, end * width);
    const { codes } = await encodeObservations({ session, observe, shape, n: ROWS, seed: name });
    await session.release();
    expect(codes.every(Number.isFinite)).toBe(true);
  });
});

describe('what is refused is told in one line, with a fix that can be followed', () => {
  const line = (name: string) => auditModel(name, read(name), VECTOR).map(({ rule, fix }) => `${rule}; ${fix}`);

  test.each([
    ['batch-hidden-from-rerun', /decides by the number of rows in the batch; .*torch\.where/],
    ['declared-m-differs', /gives codes of shape \[batch, 3\], and declares \[batch, 5\]; export again/],
    ['init-named-x', /^has weights named "x", the name of the input; give the weights another name$/],
    ['raw-and-int32-data', /^tensor "W" holds values in 2 fields, of which it may have one/],
    ['boolean-mask-assign-legacy', /\(NonZero\) gives as many places as .*; choose with torch\.where/],
  ])('%s', (name, expected) => {
    const lines = line(name);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(expected);
  });

  test('batch-zero', () => {
    expect(line('batch-zero')[0]).toMatch(/^has a fixed batch size, 0; export with a dynamic first axis/);
  });

  type Fields = Readonly<Record<string, unknown>>;
  const refused = (nodes: readonly Fields[], tensors: readonly Fields[] = []) =>
    auditModel('m', modelOf(5, nodes, tensors), VECTOR).map(({ rule, fix }) => `${rule}; ${fix}`);

  test('a batch size that a view holds', () => {
    const nodes = [{ opType: 'Reshape', name: '/Reshape', input: ['x', 'two'], output: ['codes'] }];
    expect(refused(nodes, [integerTensor('two', [2, 5])])).toEqual([
      'node "/Reshape" (Reshape) reshapes [batch, 5] to [2, 5], with a hard-coded batch size; keep the batch open: x.view(x.size(0), -1) or ' +
        'x.flatten(1), no number in its place',
    ]);
  });

  test('a batch size that a constant holds', () => {
    const nodes = [
      { opType: 'Concat', name: '/Concat', input: ['x', 'w'], output: ['codes'], attribute: [{ name: 'axis', type: 2, i: 1 }] },
    ];
    expect(refused(nodes, [floatTensor('w', [2, 1], [1, 2])])).toEqual([
      'node "/Concat" (Concat) joins the batch with a constant of 2 rows, [batch, 5] and [2, 1]; keep the batch open: u.expand(x.size(0), -1) or ' +
        'torch.zeros(x.size(0), n), no number in its place',
    ]);
  });

  test.each(['SAME_UPPER', 'SAME_LOWER'])('a dilation with %s', (mode) => {
    const text = (name: string, s: string) => ({ name, type: 3, s: new TextEncoder().encode(s) });
    const nodes = [
      { opType: 'Reshape', input: ['x', 'row'], output: ['signal'] },
      {
        opType: 'Conv',
        input: ['signal', 'w'],
        output: ['y'],
        attribute: [text('auto_pad', mode), { name: 'dilations', type: 7, ints: [2] }],
      },
      { opType: 'Flatten', input: ['y'], output: ['codes'] },
    ];
    const tensors = [integerTensor('row', [-1, 1, 5]), floatTensor('w', [1, 1, 3], [1, 2, 3])];
    expect(refused(nodes, tensors)[0]).toMatch(
      /pads automatically .* and has a dilation.*; pad by numbers in place of padding="same"/,
    );
  });

  test('a squeeze that may drop the batch', () => {
    const nodes = [
      { opType: 'MatMul', input: ['x', 'w'], output: ['one'] },
      { opType: 'Squeeze', input: ['one'], output: ['codes'] },
    ];
    expect(refused(nodes, [floatTensor('w', [5, 1], [1, 2, 3, 4, 5])])[0]).toMatch(/batch of a single row too; name the axis/);
  });

  test.each([
    [
      'two weights of one name',
      [floatTensor('w', [5], [1, 1, 1, 1, 1]), floatTensor('w', [5], [2, 2, 2, 2, 2])],
      'has two weights named "w"',
    ],
    [
      'weights named as a result',
      [floatTensor('y', [5], [1, 1, 1, 1, 1]), floatTensor('w', [5], [2, 2, 2, 2, 2])],
      'defines "y" twice',
    ],
    ['a name that nothing gives', [], 'node "" (Add) reads "w", which nothing gives'],
  ])('%s', (_name, tensors, rule) => {
    const nodes = [
      { opType: 'Add', input: ['x', 'w'], output: ['y'] },
      { opType: 'Relu', input: ['y'], output: ['codes'] },
    ];
    expect(refused(nodes, tensors).join('\n')).toContain(rule);
  });

  test('nodes in a circle', () => {
    const nodes = [
      { opType: 'Add', input: ['x', 'b'], output: ['a'] },
      { opType: 'Relu', input: ['a'], output: ['b'] },
      { opType: 'Relu', input: ['b'], output: ['codes'] },
    ];
    expect(refused(nodes)[0]).toMatch(/^has nodes that wait for each other in a circle/);
  });

  test('nodes out of order are no fault: the runtime sorts them', () => {
    const nodes = [
      { opType: 'Relu', input: ['y'], output: ['codes'] },
      { opType: 'Abs', input: ['x'], output: ['y'] },
    ];
    expect(refused(nodes)).toEqual([]);
  });
});
