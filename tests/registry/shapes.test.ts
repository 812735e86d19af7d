import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as ort from 'onnxruntime-web';
import { beforeAll, describe, expect, test } from 'vitest';
import { auditModel } from '../../src/registry/onnx/audit.ts';
import { decodeModel } from '../../src/registry/onnx/decode.ts';
import { messageType, type OnnxModel } from '../../src/registry/onnx/messages.ts';
import { inferShapes } from '../../src/registry/onnx/size-faults.ts';
import { integerTensor, modelOf } from './support/hostile-models.ts';
import { floatTensor } from './support/onnx-model.ts';

const EXPORTS = join(import.meta.dirname, 'exports');
const D = 5;
const ROWS = 7;

beforeAll(() => {
  ort.env.wasm.numThreads = 1;
  ort.env.logLevel = 'fatal';
});

function decoded(bytes: Uint8Array): OnnxModel {
  const model = decodeModel(bytes);
  if ('rule' in model) throw new Error(model.rule);
  return model;
}

/** Shapes of all results as the runtime computes them, once every result is made an output. */
async function runtimeShapes(model: OnnxModel): Promise<Map<string, readonly number[]>> {
  const names = model.graph!.node.flatMap(({ output }) => output).filter((name) => name !== '' && name !== 'codes');
  const output = [...model.graph!.output, ...names.map((name) => ({ name }))];
  const type = messageType('ModelProto');
  const bytes = type.encode(type.fromObject({ ...model, graph: { ...model.graph!, output } })).finish();
  const session = await ort.InferenceSession.create(bytes, { executionProviders: ['wasm'], graphOptimizationLevel: 'disabled' });
  const x = Float32Array.from({ length: ROWS * D }, (_, i) => i / 10);
  const results = await session.run({ x: new ort.Tensor('float32', x, [ROWS, D]) });
  await session.release();
  return new Map(Object.entries(results).map(([name, { dims }]) => [name, dims]));
}

/** @returns the share of results whose shapes followed from the file */
async function compare(bytes: Uint8Array): Promise<number> {
  const model = decoded(bytes);
  const actual = await runtimeShapes(model);
  const inferred = inferShapes(model.graph!, [D], ROWS);
  let known = 0;
  for (const [name, shape] of actual) {
    const inference = inferred.get(name);
    if (!inference) continue;
    known++;
    expect(inference.shape, name).toEqual(shape);
  }
  return known / actual.size;
}

describe('models as exporters write them', () => {
  const files = readdirSync(EXPORTS).filter((name) => name.endsWith('.onnx'));

  test('are of both of PyTorch’s exporters', () => {
    for (const exporter of ['torch-dynamo', 'torch-legacy', 'scikit-learn-form'])
      expect(files.some((name) => name.startsWith(exporter))).toBe(true);
  });

  test.each(files)('%s passes the audit, and every shape follows as the runtime has it', async (name) => {
    const bytes = readFileSync(join(EXPORTS, name));
    expect(auditModel(name, bytes, [D])).toEqual([]);
    expect(await compare(bytes)).toBe(1);
  });
});

const integers = (name: string, values: readonly number[]) => ({ name, type: 7, ints: values });
const integer = (name: string, value: number) => ({ name, type: 2, i: value });
const text = (name: string, value: string) => ({ name, type: 3, s: new TextEncoder().encode(value) });

/** x as pictures of one channel. */
const PICTURE = { opType: 'Reshape', input: ['x', 'picture_shape'], output: ['picture'] };
const PICTURE_SHAPE = integerTensor('picture_shape', [-1, 1, 1, D]);

type Fields = Readonly<Record<string, unknown>>;

/** Nodes that make `y`, with the tensors that they need. */
const OPERATORS: Readonly<Record<string, readonly [readonly Fields[], readonly Fields[]]>> = {
  Tile: [[{ opType: 'Tile', input: ['x', 'n'], output: ['y'] }], [integerTensor('n', [2, 3])]],
  Expand: [[{ opType: 'Expand', input: ['x', 'n'], output: ['y'] }], [integerTensor('n', [4, 1, 1])]],
  ConstantOfShape: [[{ opType: 'ConstantOfShape', input: ['n'], output: ['y'] }], [integerTensor('n', [4, 2])]],
  Range: [
    [{ opType: 'Range', input: ['a', 'b', 'c'], output: ['y'] }],
    [integerTensor('a', [1], true), integerTensor('b', [12], true), integerTensor('c', [3], true)],
  ],
  OneHot: [
    [{ opType: 'OneHot', input: ['i', 'depth', 'values'], output: ['y'], attribute: [integer('axis', 0)] }],
    [integerTensor('i', [0, 2]), integerTensor('depth', [6], true), floatTensor('values', [2], [0, 1])],
  ],
  Pad: [[{ opType: 'Pad', input: ['x', 'pads'], output: ['y'] }], [integerTensor('pads', [1, 0, 2, 3])]],
  TopK: [[{ opType: 'TopK', input: ['x', 'k'], output: ['y', 'z'] }], [integerTensor('k', [2])]],
  Split: [
    [{ opType: 'Split', input: ['x', 'n'], output: ['y', 'z'], attribute: [integer('axis', 1)] }],
    [integerTensor('n', [2, 3])],
  ],
  Slice: [
    [{ opType: 'Slice', input: ['x', 'from', 'to', 'axes', 'steps'], output: ['y'] }],
    [integerTensor('from', [-4]), integerTensor('to', [2 ** 40]), integerTensor('axes', [-1]), integerTensor('steps', [2])],
  ],
  'Shape and Slice': [
    [
      { opType: 'Shape', input: ['x'], output: ['s'] },
      { opType: 'Slice', input: ['s', 'zero', 'one'], output: ['batch'] },
      { opType: 'Concat', input: ['batch', 'one', 'minus'], output: ['target'], attribute: [integer('axis', 0)] },
      { opType: 'Reshape', input: ['x', 'target'], output: ['y'] },
      { opType: 'Squeeze', input: ['y', 'one'], output: ['back'] },
    ],
    [integerTensor('zero', [0]), integerTensor('one', [1]), integerTensor('minus', [-1])],
  ],
  Size: [
    [
      { opType: 'Size', input: ['x'], output: ['s'] },
      { opType: 'Reshape', input: ['s', 'one'], output: ['t'] },
      { opType: 'ConstantOfShape', input: ['t'], output: ['y'] },
    ],
    [integerTensor('one', [1])],
  ],
  GatherElements: [
    [{ opType: 'GatherElements', input: ['weights', 'i'], output: ['y'] }],
    [{ ...integerTensor('i', [0, 1, 2, 3]), dims: [2, 2] }],
  ],
  Transpose: [
    [PICTURE, { opType: 'Transpose', input: ['picture'], output: ['y'], attribute: [integers('perm', [3, 0, 2, 1])] }],
    [PICTURE_SHAPE],
  ],
  'Transpose without an order': [[PICTURE, { opType: 'Transpose', input: ['picture'], output: ['y'] }], [PICTURE_SHAPE]],
  Flatten: [
    [PICTURE, { opType: 'Flatten', input: ['picture'], output: ['y'], attribute: [integer('axis', 0)] }],
    [PICTURE_SHAPE],
  ],
  MatMul: [[PICTURE, { opType: 'MatMul', input: ['picture', 'weights'], output: ['y'] }], [PICTURE_SHAPE]],
  Gemm: [
    [{ opType: 'Gemm', input: ['x', 'w'], output: ['y'], attribute: [integer('transB', 1)] }],
    [floatTensor('w', [2, D], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10])],
  ],
  ReduceMax: [
    [{ opType: 'ReduceMax', input: ['x'], output: ['y'], attribute: [integers('axes', [-1]), integer('keepdims', 0)] }],
    [],
  ],
  ArgMax: [[{ opType: 'ArgMax', input: ['x'], output: ['y'], attribute: [integer('axis', 1)] }], []],
  Where: [
    [
      { opType: 'Greater', input: ['x', 'bound'], output: ['c'] },
      { opType: 'Where', input: ['c', 'x', 'bound'], output: ['y'] },
    ],
    [floatTensor('bound', [1, 1], [1])],
  ],
  Conv: [
    [
      PICTURE,
      {
        opType: 'Conv',
        input: ['picture', 'kernel'],
        output: ['y'],
        attribute: [integers('pads', [0, 1, 0, 2]), integers('strides', [1, 2]), integers('dilations', [1, 2])],
      },
    ],
    [PICTURE_SHAPE, floatTensor('kernel', [2, 1, 1, 2], [1, 2, 3, 4])],
  ],
  'Conv of the same size': [
    [
      PICTURE,
      {
        opType: 'Conv',
        input: ['picture', 'kernel'],
        output: ['y'],
        attribute: [text('auto_pad', 'SAME_UPPER'), integers('strides', [1, 2])],
      },
    ],
    [PICTURE_SHAPE, floatTensor('kernel', [2, 1, 1, 2], [1, 2, 3, 4])],
  ],
  ConvTranspose: [
    [
      PICTURE,
      {
        opType: 'ConvTranspose',
        input: ['picture', 'kernel'],
        output: ['y'],
        attribute: [integers('strides', [2, 3]), integers('pads', [0, 1, 0, 0]), integers('output_padding', [1, 0])],
      },
    ],
    [PICTURE_SHAPE, floatTensor('kernel', [1, 2, 1, 2], [1, 2, 3, 4])],
  ],
  AveragePool: [
    [
      PICTURE,
      {
        opType: 'AveragePool',
        input: ['picture'],
        output: ['y'],
        attribute: [integers('kernel_shape', [1, 2]), integers('strides', [1, 2]), integer('ceil_mode', 1)],
      },
    ],
    [PICTURE_SHAPE],
  ],
  GlobalMaxPool: [[PICTURE, { opType: 'GlobalMaxPool', input: ['picture'], output: ['y'] }], [PICTURE_SHAPE]],
  Resize: [
    [PICTURE, { opType: 'Resize', input: ['picture', '', '', 'sizes'], output: ['y'] }],
    [PICTURE_SHAPE, integerTensor('sizes', [ROWS, 1, 3, 10])],
  ],
  'DepthToSpace and back': [
    [
      PICTURE,
      { opType: 'Tile', input: ['picture', 'n'], output: ['deep'] },
      { opType: 'DepthToSpace', input: ['deep'], output: ['wide'], attribute: [integer('blocksize', 2)] },
      { opType: 'SpaceToDepth', input: ['wide'], output: ['y'], attribute: [integer('blocksize', 2)] },
    ],
    [PICTURE_SHAPE, integerTensor('n', [1, 4, 1, 1])],
  ],
  Einsum: [[{ opType: 'Einsum', input: ['x', 'weights'], output: ['y'], attribute: [text('equation', 'bi, ij -> jbi')] }], []],
};

test.each(Object.entries(OPERATORS))('the shape of %s is the runtime’s', async (_name, [nodes, tensors]) => {
  expect(await compare(modelOf(D, [...nodes, { opType: 'Identity', input: ['x'], output: ['codes'] }], tensors))).toBe(1);
});
