import { messageType } from '../../../src/registry/onnx/messages.ts';
import { endlessModel, hungryModel, integerTensor, modelOf } from './hostile-models.ts';
import { floatTensor, linearModel, scaledIdentity, valueInfo } from './onnx-model.ts';

type Fields = Readonly<Record<string, unknown>>;

/** A file that no audit may let pass, and what the audit says of it. */
export interface HostileCase {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Part of the one fault that must be told. */
  readonly rule: string;
}

/** Factors of the track that the corpus is written for. */
export const CORPUS_D = 5;
const D = CORPUS_D;
const IDENTITY = scaledIdentity(D);
const LARGE = 1e12;

/** A message of one text field, as StringStringEntryProto has them: key 1, value 2. */
function entry(key: string, value: string): Uint8Array {
  const field = (tag: number, text: string) => [(tag << 3) | 2, text.length, ...new TextEncoder().encode(text)];
  return Uint8Array.from([...field(1, key), ...field(2, value)]);
}

function withWeights(fields: Fields): Uint8Array {
  return linearModel({
    weights: IDENTITY,
    graph: { initializer: [{ ...floatTensor('weights', [D, D], IDENTITY.flat()), ...fields }] },
  });
}

const externalData = (location: string) =>
  withWeights({ rawData: undefined, dataLocation: 1, externalData: [entry('location', location), entry('offset', '0')] });

/** Makes a scalar from nothing of the file's size and multiplies the row by it. */
const scaledBy = (node: Fields, tensors: readonly Fields[]) =>
  modelOf(
    D,
    [
      { ...node, output: ['large'] },
      { opType: 'ReduceMax', input: ['large'], output: ['one'], attribute: [{ name: 'keepdims', type: 2, i: 0 }] },
      { opType: 'Mul', input: ['x', 'one'], output: ['codes'] },
    ],
    tensors,
  );

function nestedBranches(depth: number): Fields {
  if (depth === 0) return { opType: 'Identity', input: ['x'], output: ['codes'] };
  const branch = { name: 'branch', node: [nestedBranches(depth - 1)], output: [valueInfo('codes', ['batch', D])] };
  const attribute = ['then_branch', 'else_branch'].map((name) => ({ name, type: 5, g: branch }));
  return { opType: 'If', input: ['condition'], output: ['codes'], attribute };
}

const replaced = (input: Fields, output: Fields = valueInfo('codes', ['batch', D])) =>
  linearModel({ weights: IDENTITY, graph: { input: [input], output: [output] } });

const weightsOf = (value: number) => linearModel({ weights: scaledIdentity(D, value) });

const functionBytes = Uint8Array.from([10, 1, 102]);
const plain = linearModel({ weights: IDENTITY });

function half(bits: number): Fields {
  return { dataType: 10, rawData: Uint8Array.from({ length: 2 * D * D }, (_, i) => (i % 2 ? bits >> 8 : bits & 0xff)) };
}

/** Two graphs in one file: parsers of protobuf merge them. */
function appended(graph: Fields): Uint8Array {
  const type = messageType('ModelProto');
  return Uint8Array.from([...plain, ...type.encode(type.fromObject({ graph })).finish()]);
}

const RANDOM = ['Bernoulli', 'Multinomial', 'RandomNormal', 'RandomNormalLike', 'RandomUniform', 'RandomUniformLike'];
const FORBIDDEN = ['SequenceMap', 'StringConcat', 'Optional', 'Unique', 'TreeEnsemble', 'DynamicQuantizeLinear'];
const CUT = [1, 10, 100, plain.length - 1];

/** ONNX files against which the audit is held. Each is written here, byte for byte; none comes from elsewhere. */
export function hostileModels(): readonly HostileCase[] {
  const one = (name: string, bytes: Uint8Array, rule: string): HostileCase => ({ name, bytes, rule });
  return [
    one('external-parent', externalData('../../../../etc/passwd'), 'keeps its values in another file'),
    one('external-absolute', externalData('/etc/passwd'), 'keeps its values in another file'),
    one('external-memory', externalData('*/_ORT_MEM_ADDR_/*'), 'keeps its values in another file'),
    one(
      'domain-of-a-vendor',
      modelOf(D, [{ opType: 'Gelu', domain: 'com.microsoft', input: ['x'], output: ['codes'] }]),
      'of domain "com.microsoft"',
    ),
    one(
      'domain-of-trees',
      modelOf(D, [{ opType: 'TreeEnsemble', domain: 'ai.onnx.ml', input: ['x'], output: ['codes'] }]),
      'of domain "ai.onnx.ml"',
    ),
    one('functions', linearModel({ weights: IDENTITY, model: { functions: [functionBytes] } }), 'defines functions'),
    one('training', linearModel({ weights: IDENTITY, model: { trainingInfo: [functionBytes] } }), 'carries training information'),
    one(
      'training-mode',
      modelOf(D, [
        { opType: 'BatchNormalization', input: ['x'], output: ['codes'], attribute: [{ name: 'training_mode', type: 2, i: 1 }] },
      ]),
      'is in training mode',
    ),
    one(
      'deep-graphs',
      modelOf(D, [nestedBranches(3)], [{ name: 'condition', dims: [], dataType: 9, int32Data: [1] }]),
      'nests graphs 3 deep',
    ),
    one('very-deep-graphs', modelOf(D, [nestedBranches(12)]), 'nests graphs 12 deep'),
    one('loop', endlessModel(D), 'uses operator Loop'),
    one('tile', hungryModel(D, 100_000_000_000), '(Tile) makes'),
    one('expand', scaledBy({ opType: 'Expand', input: ['x', 'n'] }, [integerTensor('n', [LARGE, 1, 1])]), '(Expand) makes'),
    one(
      'constant-of-shape',
      scaledBy({ opType: 'ConstantOfShape', input: ['n'] }, [integerTensor('n', [LARGE])]),
      '(ConstantOfShape) makes',
    ),
    one(
      'constant-of-overflow',
      scaledBy({ opType: 'ConstantOfShape', input: ['n'] }, [integerTensor('n', [2 ** 62, 2 ** 62])]),
      '(ConstantOfShape) gives a result of shape',
    ),
    one(
      'range',
      scaledBy({ opType: 'Range', input: ['a', 'b', 'c'] }, [
        integerTensor('a', [0], true),
        integerTensor('b', [LARGE], true),
        integerTensor('c', [1], true),
      ]),
      '(Range) makes',
    ),
    one(
      'one-hot',
      scaledBy({ opType: 'OneHot', input: ['i', 'n', 'v'] }, [
        integerTensor('i', [0]),
        integerTensor('n', [LARGE], true),
        floatTensor('v', [2], [0, 1]),
      ]),
      '(OneHot) makes',
    ),
    one('pad', scaledBy({ opType: 'Pad', input: ['x', 'n'] }, [integerTensor('n', [0, LARGE, 0, LARGE])]), '(Pad) makes'),
    one(
      'einsum',
      scaledBy(
        {
          opType: 'Einsum',
          input: ['x', 'x', 'x'],
          attribute: [{ name: 'equation', type: 3, s: new TextEncoder().encode('ai,bj,ck->abcijk') }],
        },
        [],
      ),
      '(Einsum) makes',
    ),
    one(
      'many-nodes',
      modelOf(
        D,
        Array.from({ length: 100_000 }, () => ({ opType: 'Relu', input: ['x'], output: ['y'] })),
      ),
      'has 100000 nodes',
    ),
    one('large-file', new Uint8Array(3_000_000), 'has 3000000 bytes'),
    one('large-tensor', withWeights({ dims: [1e6, 1e6] }), 'declares 4000000000000 bytes but holds 100'),
    one('overflowing-tensor', withWeights({ dims: [2 ** 62, 2 ** 62, 2 ** 62] }), 'has a negative dimension'),
    one('negative-tensor', withWeights({ dims: [-D, -D] }), 'has a negative dimension'),
    one('short-tensor', withWeights({ dims: [D, D - 1] }), 'declares 80 bytes but holds 100'),
    one('two-contents', withWeights({ floatData: IDENTITY.flat() }), 'holds values in 2 fields'),
    one('dynamic-input', replaced(valueInfo('x', ['batch', 'd'])), 'takes x of shape [batch, ?]'),
    one('fixed-batch', replaced(valueInfo('x', [1, D])), 'has a fixed batch size'),
    one('input-name', replaced(valueInfo('input', ['batch', D])), 'has the inputs "input"'),
    one('input-rank', replaced(valueInfo('x', ['batch', 1, D])), 'takes x of shape [batch, 1, 5]'),
    one('input-type', replaced(valueInfo('x', ['batch', D], 11)), 'has an input that is not float32'),
    one('output-name', replaced(valueInfo('x', ['batch', D]), valueInfo('z', ['batch', D])), 'has the outputs "z"'),
    one('output-rank', replaced(valueInfo('x', ['batch', D]), valueInfo('codes', [D])), 'gives codes of shape [batch]'),
    one(
      'output-type',
      replaced(valueInfo('x', ['batch', D]), valueInfo('codes', ['batch', D], 7)),
      'has an output that is not float32',
    ),
    one('output-width', replaced(valueInfo('x', ['batch', D]), valueInfo('codes', ['batch', D + 1])), 'declares [batch, 6]'),
    one(
      'output-turned',
      modelOf(D, [{ opType: 'Transpose', input: ['x'], output: ['codes'] }]),
      'gives codes of shape [5, batch]',
    ),
    one('many-codes', replaced(valueInfo('x', ['batch', D]), valueInfo('codes', ['batch', 1e6])), 'declares [batch, 1000000]'),
    one('weights-nan', weightsOf(Number.NaN), 'with NaN or infinity'),
    one('weights-infinite', weightsOf(Number.NEGATIVE_INFINITY), 'with NaN or infinity'),
    one(
      'weights-nan-list',
      withWeights({ rawData: undefined, floatData: IDENTITY.flat().map(() => Number.NaN) }),
      'with NaN or infinity',
    ),
    one('weights-infinite-half', withWeights(half(0x7c00)), 'with NaN or infinity'),
    one('weights-of-text', withWeights({ dataType: 8 }), 'has element type 8'),
    ...RANDOM.map((opType) =>
      one(
        `random-${opType.toLowerCase()}`,
        modelOf(D, [{ opType, input: ['x'], output: ['codes'] }]),
        `uses the random operator ${opType}`,
      ),
    ),
    ...FORBIDDEN.map((opType) =>
      one(
        `operator-${opType.toLowerCase()}`,
        modelOf(D, [{ opType, input: ['x'], output: ['codes'] }]),
        `uses operator ${opType}`,
      ),
    ),
    one(
      'random-in-a-branch',
      appended({
        node: [
          {
            opType: 'If',
            input: ['c'],
            output: ['z'],
            attribute: [{ name: 'then_branch', type: 5, g: { node: [{ opType: 'RandomNormal', output: ['r'] }] } }],
          },
        ],
      }),
      'uses the random operator RandomNormal',
    ),
    one('second-graph', appended({ node: [{ opType: 'Loop', output: ['z'] }] }), 'uses operator Loop'),
    one(
      'hostile-names',
      modelOf(D, [{ opType: '<script>\u202e\n\u001b[31m', name: '\r\n::error::', input: ['x'], output: ['codes'] }]),
      'uses operator <script>???[31m',
    ),
    ...CUT.map((length) => one(`truncated-${length}`, plain.subarray(0, length), '')),
    one('runtime-format', Uint8Array.from([0x12, 6, 46, 46, 79, 82, 84, 77, ...plain]), "is in ONNX Runtime's own format"),
    one('empty', new Uint8Array(), 'has no graph'),
    one('pickle', new TextEncoder().encode('\u0080\u0004cos\nsystem\n(S"id"\ntR.'), 'is not a readable ONNX model'),
    one('archive', Uint8Array.from([0x50, 0x4b, 3, 4, ...new Uint8Array(60)]), 'is not a readable ONNX model'),
  ];
}

function npy(header: string, data: Uint8Array = new Uint8Array(), declared = header.length): Uint8Array {
  const preamble = [0x93, ...new TextEncoder().encode('NUMPY'), 1, 0, declared & 0xff, declared >> 8];
  return Uint8Array.from([...preamble, ...new TextEncoder().encode(header), ...data]);
}

const described = (descr: string, shape: string, order = 'False', data?: Uint8Array) =>
  npy(`{'descr': ${descr}, 'fortran_order': ${order}, 'shape': ${shape}, }\n`, data);

/** `.npy` files against which the audit of codes is held. */
export function hostileArrays(rows: number): readonly HostileCase[] {
  const one = (name: string, bytes: Uint8Array, rule: string): HostileCase => ({ name, bytes, rule });
  const values = (count: number, value = 1) => new Uint8Array(new Float64Array(count).fill(value).buffer);
  return [
    one(
      'pickled-objects',
      described("'|O'", `(${rows}, 5)`, 'False', new TextEncoder().encode('\u0080\u0004cos\nsystem\n')),
      'holds elements of type "|O"',
    ),
    one('pickle-alone', new TextEncoder().encode('\u0080\u0004cos\nsystem\n(S"id"\ntR.'), 'is not an .npy file'),
    one('structured-type', described("[('a', '<f8'), ('b', '|O')]", '(2,)'), 'holds a structured type'),
    one('type-of-text', described("'<U10'", '(2,)'), 'holds elements of type'),
    one('evil-expression', described("__import__('os').system('id')", '(2,)'), 'has no plain header'),
    one('overflowing-shape', described("'<f8'", '(4294967296, 4294967296)'), 'has an impossible shape'),
    one('wrapping-shape', described("'<f8'", '(2147483648, 8589934592, 6)'), 'has an impossible shape'),
    one('negative-shape', described("'<f8'", '(-1, 5)'), 'has no plain header'),
    one('huge-shape', described("'<f8'", '(1000000000, 5)'), 'announces 40000000'),
    one('many-axes', described("'<f8'", `(${'1, '.repeat(100)})`), 'has an impossible shape'),
    one('huge-header', npy(' '.repeat(60_000)), 'has a header of 60000 bytes'),
    one('header-beyond-the-file', npy('{', new Uint8Array(), 9000), 'ends inside its header'),
    one('fortran-and-short', described("'<f8'", `(${rows}, 5)`, 'True', values(7)), 'bytes where its header announces'),
    one('too-few-rows', described("'<f8'", '(10, 5)', 'True', values(50)), 'has 10 rows'),
    one('too-many-axes', described("'<f8'", '(10, 5, 1)', 'False', values(50)), 'has 3 axes'),
    one('no-values', described("'<f8'", '(900000000, 0)'), 'holds no values'),
    one('integers', described("'<i4'", '(2,)', 'False', new Uint8Array(8)), 'has 2 rows'),
    one('not-finite', described("'<f8'", `(${rows}, 1)`, 'False', values(rows, Number.NaN)), 'holds NaN or infinity'),
    one('truncated', described("'<f8'", `(${rows}, 5)`, 'False', values(rows)), 'bytes where its header announces'),
    one('half-a-preamble', Uint8Array.from([0x93, 0x4e, 0x55]), 'is not an .npy file'),
  ];
}
