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
  scalar,
  type Form,
  type Forms,
} from './form.ts';

type Attributes = NonNullable<Parameters<typeof node>[3]>;

/** One input, one output of its shape; attributes as exporters write them, or none. */
const unary = (operator: string, since = 11, attributes: readonly Attributes[] = []): readonly [string, Forms] => [
  operator,
  drawn(opsets(since), rowShapes(), () =>
    fc.constantFrom<Attributes>([], ...attributes).map((chosen) => ({ nodes: [node(operator, ['data'], ['y'], chosen)] })),
  ),
];

const UNARY = [
  'Abs Acos Acosh Asin Asinh Atan Atanh Ceil Cos Cosh Erf Exp Floor Identity Log Neg Reciprocal Relu Round Sigmoid Sign',
  'Sin Sinh Softplus Softsign Sqrt Tan Tanh IsNaN',
]
  .flatMap((line) => line.split(' '))
  .map((operator) => unary(operator));

const WITH_ATTRIBUTES = [
  unary('Elu', 11, [[attribute.float('alpha', 0.5)]]),
  unary('Selu', 11, [[attribute.float('alpha', 1.5), attribute.float('gamma', 1.1)]]),
  unary('Celu', 12, [[attribute.float('alpha', 0.5)]]),
  unary('LeakyRelu', 11, [[attribute.float('alpha', 0.2)]]),
  unary('ThresholdedRelu', 11, [[attribute.float('alpha', 0.3)]]),
  unary('HardSigmoid', 11, [[attribute.float('alpha', 0.1), attribute.float('beta', 0.4)]]),
  unary('Shrink', 11, [[attribute.float('bias', 0.1), attribute.float('lambd', 0.2)]]),
  unary('HardSwish', 14),
  unary('Mish', 18),
  unary('Gelu', 20, [[attribute.text('approximate', 'tanh')], [attribute.text('approximate', 'none')]]),
  unary('Swish', 24, [[attribute.float('alpha', 0.5)]]),
  unary('IsInf', 11, [[attribute.integer('detect_negative', 0)]]),
];

/** The shape of a constant that is stretched to a row: axes left out, or of size 1. */
function stretched(row: readonly number[]): fc.Arbitrary<readonly number[]> {
  const kept = fc.tuple(...row.map(() => flip)).map((keeps) => row.map((size, axis) => (keeps[axis] ? size : 1)));
  return fc.oneof(
    fc.constant([]),
    kept,
    kept.map((shape) => [1, ...shape]),
    kept.map((shape) => [1, 1, ...shape]),
    fc.integer({ min: 0, max: row.length - 1 }).chain((from) => kept.map((shape) => shape.slice(from))),
  );
}

/** What the operands are: constants on either side, the data twice, the data and a sum of it. */
const PAIRS: readonly (readonly string[])[] = [
  ['data', 'k'],
  ['k', 'data'],
  ['data', 'data'],
  ['data', 'row_sum'],
];

const ROW_SUM = (opset: number) => {
  const input = opset >= 13 ? ['data', 'last_axis'] : ['data'];
  return node(
    'ReduceSum',
    input,
    ['row_sum'],
    [opset < 13 && attribute.integers('axes', [-1]), attribute.integer('keepdims', 1)],
  );
};
const LAST_AXIS = integers('last_axis', [-1]);

const binary = (operator: string, since = 11, attributes: Attributes = [], operands = PAIRS): readonly [string, Forms] => [
  operator,
  drawn(opsets(since), rowShapes(), (opset, row) =>
    fc.tuple(stretched(row), fc.constantFrom(...operands)).map(([shape, input]) => ({
      nodes: [ROW_SUM(opset), node(operator, input, ['y'], attributes)],
      tensors: [floats('k', shape), ...(opset >= 13 ? [LAST_AXIS] : [])],
    })),
  ),
];

const BINARY = [
  ...['Add', 'Div', 'Equal', 'Greater', 'Less', 'Mul', 'Pow', 'Sub'].map((operator) => binary(operator)),
  ...['GreaterOrEqual', 'LessOrEqual'].map((operator) => binary(operator, 12)),
  binary('Mod', 11, [attribute.integer('fmod', 1)]),
  // A slope for each channel, or one for all.
  binary('PRelu', 11, [], [['data', 'k']]),
];

const variadic = (operator: string): readonly [string, Forms] => [
  operator,
  drawn(opsets(), rowShapes(), (_opset, row) =>
    fc
      .tuple(stretched(row), fc.constantFrom(['data'], ['data', 'k'], ['k', 'data', 'k'], ['data', 'data', 'data']))
      .map(([shape, input]) => ({
        nodes: [node(operator, input)],
        tensors: [floats('k', shape)],
      })),
  ),
];

/** Operands of another element type are cast from the data. */
const casted = (
  operator: string,
  type: number,
  since: number,
  tensor: Form['tensors'],
  attributes: Attributes = [],
  isUnary = false,
) =>
  [
    operator,
    drawn(opsets(since), rowShapes(), () =>
      fc.constantFrom(['cast', 'k'], ['cast', 'cast']).map((input) => ({
        nodes: [
          node('Abs', ['data'], ['positive']),
          node('Cast', ['positive'], ['cast'], [attribute.integer('to', type)]),
          node(operator, isUnary ? ['cast'] : input, ['y'], attributes),
        ],
        ...(tensor ? { tensors: tensor } : {}),
      })),
    ),
  ] as const;

const BOOLEAN = [raw('k', [1], TYPES.bool, Uint8Array.of(1))];
const BYTE = [raw('k', [1], TYPES.uint8, Uint8Array.of(2))];

const where: Forms = drawn(opsets(), rowShapes(), (_opset, row) =>
  fc
    .tuple(stretched(row), stretched(row), fc.constantFrom(['data', 'k'], ['k', 'data'], ['k', 'k'], ['data', 'data']))
    .map(([bound, k, rest]) => ({
      nodes: [node('Greater', ['data', 'bound'], ['condition']), node('Where', ['condition', ...rest])],
      tensors: [floats('bound', bound), floats('k', k)],
    })),
);

const clip: Forms = drawn(opsets(), rowShapes(), () =>
  fc.constantFrom(['data'], ['data', 'low'], ['data', '', 'high'], ['data', 'low', 'high']).map((input) => ({
    nodes: [node('Clip', input)],
    tensors: [floats('low', []), floats('high', [], -1)],
  })),
);

const cast: Forms = drawn(opsets(), rowShapes(), () =>
  fc.constantFrom(TYPES.half, TYPES.double, TYPES.int64, TYPES.int32, TYPES.bool, TYPES.uint8).map((type) => ({
    nodes: [
      node('Cast', ['data'], ['other'], [attribute.integer('to', type)]),
      node('Cast', ['other'], ['y'], [attribute.integer('to', TYPES.float)]),
    ],
  })),
);

const castLike: Forms = drawn(opsets(15), rowShapes(), () =>
  fc.constant({ nodes: [node('CastLike', ['data', 'like'])], tensors: [scalar('like', 1)] }),
);

/** Axes: attributes that name one of all axes, the batch's among them. */
const alongAxis = (operator: string, extra: readonly Attributes[] = [[]], since = 11): readonly [string, Forms] => [
  operator,
  drawn(opsets(since), rowShapes(), (_opset, row) =>
    fc.tuple(axisOf(row.length + 1), flip, fc.constantFrom(...extra)).map(([axis, given, others]) => ({
      nodes: [node(operator, ['data'], ['y'], [given && attribute.integer('axis', axis), ...others])],
    })),
  ),
];

const cumSum: Forms = drawn(opsets(), rowShapes(), (_opset, row) =>
  fc.tuple(axisOf(row.length + 1), flip, flip).map(([axis, exclusive, reverse]) => ({
    nodes: [
      node(
        'CumSum',
        ['data', 'axis'],
        ['y'],
        [exclusive && attribute.integer('exclusive', 1), reverse && attribute.integer('reverse', 1)],
      ),
    ],
    tensors: [scalar('axis', axis)],
  })),
);

const dropout: Forms = drawn(opsets(), rowShapes(), (opset) =>
  fc
    .constantFrom<readonly [readonly string[], readonly string[]]>(
      [['data'], ['y']],
      [['data'], ['y', 'mask']],
      ...(opset >= 12
        ? ([
            [['data', 'ratio'], ['y']],
            [['data', 'ratio', 'training'], ['y']],
            [
              ['data', '', 'training'],
              ['y', 'mask'],
            ],
          ] as const)
        : []),
    )
    .map(([input, output]) => ({
      nodes: [node('Dropout', input, output, [opset < 12 && attribute.float('ratio', 0.3)])],
      tensors: [floats('ratio', []), raw('training', [], TYPES.bool, Uint8Array.of(0))],
    })),
);

export const ELEMENTWISE: readonly (readonly [string, Forms])[] = [
  ...UNARY,
  ...WITH_ATTRIBUTES,
  ...BINARY,
  ...['Max', 'Min', 'Mean', 'Sum'].map(variadic),
  ...['And', 'Or', 'Xor'].map((operator) => casted(operator, TYPES.bool, 11, BOOLEAN)),
  casted('Not', TYPES.bool, 11, undefined, [], true),
  ...['BitwiseAnd', 'BitwiseOr', 'BitwiseXor'].map((operator) => casted(operator, TYPES.uint8, 18, BYTE)),
  casted('BitwiseNot', TYPES.uint8, 18, undefined, [], true),
  casted('BitShift', TYPES.uint8, 11, BYTE, [attribute.text('direction', 'LEFT')]),
  ['Where', where],
  ['Clip', clip],
  ['Cast', cast],
  ['CastLike', castLike],
  alongAxis('Softmax'),
  alongAxis('LogSoftmax'),
  alongAxis('Hardmax'),
  alongAxis('LpNormalization', [[], [attribute.integer('p', 1)]]),
  ['CumSum', cumSum],
  ['Dropout', dropout],
];
