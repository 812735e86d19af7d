import * as ort from 'onnxruntime-web';
import { beforeAll, expect, test } from 'vitest';
import { auditModel } from '../../../src/registry/onnx/audit.ts';
import { encoderModel, valueInfo } from '../support/onnx-model.ts';
import { attribute, integers, node, raw, TYPES, type Fields } from './form.ts';

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

/** A model that computes in another type in between: `nodes` make y of d. */
function modelOf(
  nodes: readonly Fields[],
  tensors: readonly Fields[] = [],
  opset = OPSET,
  type: number = TYPES.double,
): Uint8Array {
  const all = [
    node('Cast', ['x'], ['d'], [attribute.integer('to', type)]),
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
    { irVersion: 9, opsetImport: [{ domain: '', version: opset }] },
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
/** A layer norm by hand, as exporters write it below opset 17. */
const layerNorm = (scale: readonly number[], power = true, changes: readonly string[] = ['n', 'scale']) =>
  modelOf(
    [
      node('ReduceMean', ['d'], ['mean'], [attribute.integers('axes', [-1])]),
      node('Sub', ['d', 'mean'], ['c']),
      power ? node('Pow', ['c', 'two'], ['squares']) : node('Mul', ['c', 'c'], ['squares']),
      node('ReduceMean', ['squares'], ['variance'], [attribute.integers('axes', [-1])]),
      node('Add', ['variance', 'epsilon'], ['v']),
      node('Sqrt', ['v'], ['root']),
      node('Div', ['c', 'root'], ['n']),
      node('Mul', changes, ['scaled']),
      node('Add', ['scaled', 'scale']),
    ],
    [doubles('two', []), doubles('epsilon', []), doubles('scale', scale)],
    17,
  );
const LAYER_NORMS: readonly (readonly [string, Uint8Array])[] = [
  ['a layer norm by hand', layerNorm([4])],
  ['a layer norm by hand, scaled from the left', layerNorm([4], true, ['scale', 'n'])],
  ['a layer norm whose squares are products', layerNorm([4], false)],
  ['a layer norm with one scale', layerNorm([])],
  ['a layer norm scaled along three axes', layerNorm([1, 1, 4])],
];

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
  [
    'ReverseSequence',
    modelOf(
      [node('ReverseSequence', ['d', 'long'], ['y'], [attribute.integer('batch_axis', 2), attribute.integer('time_axis', 1)])],
      [integers('long', [1, 2, 1, 2])],
    ),
  ],
  [
    'a clipped Relu',
    modelOf([node('Relu', ['d'], ['r']), node('Clip', ['r', 'least', 'most'])], [doubles('least', []), doubles('most', [])]),
  ],
  [
    'a Relu that is clipped and read again',
    modelOf([node('Relu', ['d'], ['r']), node('Clip', ['r', 'least'], ['c']), node('Add', ['r', 'c'])], [doubles('least', [])]),
  ],
  ['a Relu clipped above alone', modelOf([node('Relu', ['d'], ['r']), node('Clip', ['r', '', 'most'])], [doubles('most', [])])],
  ...LAYER_NORMS,
  ['x · sigmoid(w)', modelOf([node('Sigmoid', ['w'], ['s']), node('Mul', ['s', 'd'])], [doubles('w', [4])])],
];

test.each(MADE)('%s in float64 passes where the runtime computes it', async (_name, bytes) => {
  const faults = auditModel('m', bytes, SHAPE);
  expect(faults.length === 0, faults.map(({ rule }) => rule).join('; ')).toBe(await runs(bytes));
  if (faults.length > 0) expect(faults[0]).toMatchObject({ fix: expect.stringContaining('model.float()') });
});

const WHOLE = { int32: TYPES.int32, int64: TYPES.int64, int8: TYPES.int8, uint8: TYPES.uint8 } as const;
const ELEMENTWISE =
  'Abs Ceil Cos Elu Erf Exp Floor Gelu GlobalAveragePool HardSwish Identity LeakyRelu Log LogSoftmax LpNormalization Mish Neg Reciprocal ' +
  'Relu Round Shrink Sigmoid Sign Sin Softmax Softplus Sqrt Tanh';
/** Models of whole numbers: none divides, since a zero would be the observation's own. */
const OF_INTEGERS = Object.entries(WHOLE).flatMap(([name, type]) => {
  const model = (nodes: readonly Fields[], opset?: number) => modelOf(nodes, [], opset, type);
  const along = [attribute.integers('axes', [-1])];
  return [
    ...ELEMENTWISE.split(' ').map((operator) => [`${operator} in ${name}`, model([node(operator, ['d'])])] as const),
    ...['Add', 'MatMul', 'Max', 'Mean', 'Mul', 'PRelu', 'Pow', 'Sub', 'Sum'].map(
      (operator) => [`${operator} in ${name}`, model([node(operator, ['d', 'd'])])] as const,
    ),
    ...[
      'ReduceL1',
      'ReduceL2',
      'ReduceLogSum',
      'ReduceLogSumExp',
      'ReduceMax',
      'ReduceMean',
      'ReduceProd',
      'ReduceSumSquare',
    ].map((operator) => [`${operator} in ${name}`, model([node(operator, ['d'], ['y'], along)], 17)] as const),
    [`MaxPool in ${name}`, model([node('MaxPool', ['d'], ['y'], [window])])] as const,
    [`Trilu in ${name}`, model([node('Trilu', ['d'])])] as const,
  ];
});

test.each(OF_INTEGERS)('%s passes where the runtime computes it', async (_name, bytes) => {
  const faults = auditModel('m', bytes, SHAPE);
  expect(faults.length === 0, faults.map(({ rule }) => rule).join('; ')).toBe(await runs(bytes));
});

test('a cast to bfloat16 is refused, with which the runtime hardly computes', () => {
  const bytes = modelOf([node('Relu', ['d'])], [], OPSET, 16);
  expect(auditModel('m', bytes, SHAPE)).toMatchObject([{ rule: 'node "node_0" casts to bfloat16 or a narrower type' }]);
});
