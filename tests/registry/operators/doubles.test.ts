import * as ort from 'onnxruntime-web';
import { beforeAll, expect, test } from 'vitest';
import { auditModel } from '../../../src/registry/onnx/audit.ts';
import { encoderModel, valueInfo } from '../support/onnx-model.ts';
import { attribute, node, raw, TYPES, type Fields } from './form.ts';

beforeAll(() => {
  ort.env.wasm.numThreads = 1;
  ort.env.logLevel = 'fatal';
});

const SHAPE = [2, 4, 4];
const OPSET = 20;

const doubles = (name: string, dims: readonly number[]) =>
  raw(
    name,
    dims,
    TYPES.double,
    Float64Array.from({ length: dims.reduce((product, size) => product * size, 1) }, () => 0.5),
  );

/** A model that computes in float64 in between: `nodes` make y of d. */
function modelOf(nodes: readonly Fields[], tensors: readonly Fields[] = []): Uint8Array {
  const all = [
    node('Cast', ['x'], ['d'], [attribute.integer('to', TYPES.double)]),
    ...nodes,
    node('Flatten', ['y'], ['flat']),
    node('Cast', ['flat'], ['codes'], [attribute.integer('to', TYPES.float)]),
  ];
  return encoderModel(
    {
      node: all.map((entry, i) => ({ name: `node_${i}`, ...entry })),
      initializer: tensors,
      input: [valueInfo('x', ['batch', ...SHAPE])],
      output: [{ ...valueInfo('codes', ['batch', 'm']) }],
    },
    { irVersion: 9, opsetImport: [{ domain: '', version: OPSET }] },
  );
}

async function runs(bytes: Uint8Array): Promise<boolean> {
  try {
    const session = await ort.InferenceSession.create(bytes, { logSeverityLevel: 4 });
    await session.run({ x: new ort.Tensor('float32', new Float32Array(64).fill(0.5), [2, ...SHAPE]) });
    await session.release();
    return true;
  } catch {
    return false;
  }
}

const UNARY =
  'Abs Acos Acosh Asin Asinh Atan Atanh Ceil Celu Cos Cosh Det Elu Erf Exp Floor Gelu GlobalAveragePool GlobalLpPool GlobalMaxPool HardSigmoid ' +
  'HardSwish Hardmax Identity LeakyRelu Log LogSoftmax LpNormalization MeanVarianceNormalization Mish Neg Reciprocal Relu Round Selu Shrink ' +
  'Sigmoid Sign Sin Sinh Softmax Softplus Softsign Sqrt Tan Tanh ThresholdedRelu';
const window = attribute.integers('kernel_shape', [2, 2]);
const POOLS = ['AveragePool', 'LpPool', 'MaxPool'];
const MADE: readonly (readonly [string, Uint8Array])[] = [
  ...UNARY.split(' ').map((name) => [name, modelOf([node(name, ['d'])])] as const),
  ...POOLS.map((name) => [name, modelOf([node(name, ['d'], ['y'], [window])])] as const),
  ...['Add', 'Div', 'Max', 'Mean', 'Min', 'Mul', 'PRelu', 'Pow', 'Sub', 'Sum', 'MatMul'].map(
    (name) => [name, modelOf([node(name, ['d', 'w'])], [doubles('w', [4, 4])])] as const,
  ),
  ['Conv', modelOf([node('Conv', ['d', 'w'])], [doubles('w', [3, 2, 2, 2])])],
  ['ConvTranspose', modelOf([node('ConvTranspose', ['d', 'w'])], [doubles('w', [2, 3, 2, 2])])],
  ['InstanceNormalization', modelOf([node('InstanceNormalization', ['d', 's', 's'])], [doubles('s', [2])])],
  ['LayerNormalization', modelOf([node('LayerNormalization', ['d', 's', 's'])], [doubles('s', [4])])],
  ['BatchNormalization', modelOf([node('BatchNormalization', ['d', 's', 's', 's', 's'])], [doubles('s', [2])])],
  ['LRN', modelOf([node('LRN', ['d'], ['y'], [attribute.integer('size', 1)])])],
  ['x · sigmoid(x)', modelOf([node('Sigmoid', ['d'], ['s']), node('Mul', ['d', 's'])])],
  ['sigmoid(x) · x', modelOf([node('Sigmoid', ['d'], ['s']), node('Mul', ['s', 'd'])])],
  [
    'x · sigmoid(2x)',
    modelOf([node('Mul', ['d', 'two'], ['t']), node('Sigmoid', ['t'], ['s']), node('Mul', ['s', 'd'])], [doubles('two', [])]),
  ],
  [
    'x · sigmoid(wx)',
    modelOf([node('Mul', ['d', 'w'], ['t']), node('Sigmoid', ['t'], ['s']), node('Mul', ['s', 'd'])], [doubles('w', [4])]),
  ],
  [
    'x · sigmoid(x) + sigmoid(x)',
    modelOf([node('Sigmoid', ['d'], ['s']), node('Mul', ['d', 's'], ['p']), node('Add', ['p', 's'])]),
  ],
  ['x · sigmoid(w)', modelOf([node('Sigmoid', ['w'], ['s']), node('Mul', ['s', 'd'])], [doubles('w', [4])])],
];

test.each(MADE)('%s in float64 passes where the runtime computes it', async (_name, bytes) => {
  const faults = auditModel('m', bytes, SHAPE);
  expect(faults.length === 0, faults.map(({ rule }) => rule).join('; ')).toBe(await runs(bytes));
  if (faults.length > 0) expect(faults[0]).toMatchObject({ fix: expect.stringContaining('model.float()') });
});
