/**
 * Which operators a submission may use, by three questions: does it give the same bits each time on the pinned runtime, does it compute
 * each row of the batch from that row alone, and is the size of its result bounded by the file?
 */

/** Whether rows of the batch stay apart: always, as long as the operator runs along other axes than the batch, or never. */
export type RowAnswer = 'always' | 'along other axes' | 'never';

/** What an operator is asked, and what is done of it. */
export interface OperatorDecision {
  readonly name: string;
  /** Empty for the default domain. */
  readonly domain: '' | 'ai.onnx.ml';
  readonly admitted: boolean;
  readonly deterministic: boolean;
  readonly rows: RowAnswer;
  readonly bounded: boolean;
  /** Under what condition it is admitted, or why it stays out. */
  readonly note?: string;
  /** The usual replacement, by framework. */
  readonly instead?: Instead;
}

/** How the result is had without the operator. */
export interface Instead {
  readonly pytorch: string;
  readonly keras: string;
  readonly scikitLearn: string;
}

type Group = readonly [rows: RowAnswer, names: string, note?: string];

/** All of these are deterministic, and bounded in size: sizes that do not follow from the file are refused. */
const ADMITTED: readonly Group[] = [
  [
    'always',
    'Abs Acos Acosh Add And Asin Asinh Atan Atanh BitCast BitShift BitwiseAnd BitwiseNot BitwiseOr BitwiseXor Cast CastLike Ceil',
  ],
  [
    'always',
    'Celu Clip Cos Cosh Div Elu Equal Erf Exp Floor Gelu Greater GreaterOrEqual HardSigmoid HardSwish Identity IsInf IsNaN',
  ],
  [
    'always',
    'LeakyRelu Less LessOrEqual Log Max Mean Min Mish Mod Mul Neg Not Or PRelu Pow Reciprocal Relu Round Selu Shrink Sigmoid',
  ],
  ['always', 'Sign Sin Sinh Softplus Softsign Sqrt Sub Sum Swish Tan Tanh ThresholdedRelu Where Xor Constant'],
  ['always', 'Dropout', 'in inference form: training_mode absent or a false constant'],
  [
    'along other axes',
    'Hardmax LogSoftmax Softmax LpNormalization MeanVarianceNormalization LRN LayerNormalization RMSNormalization',
  ],
  ['along other axes', 'GroupNormalization InstanceNormalization', 'where the first axis is the batch'],
  ['along other axes', 'BatchNormalization', 'in inference form, with constant statistics'],
  ['along other axes', 'QuantizeLinear DequantizeLinear', 'with constant scales'],
  [
    'along other axes',
    'ArgMax ArgMin CumProd CumSum Det ReduceL1 ReduceL2 ReduceLogSum ReduceLogSumExp ReduceMax ReduceMean ReduceMin',
  ],
  ['along other axes', 'ReduceProd ReduceSum ReduceSumSquare TopK'],
  [
    'along other axes',
    'Attention AveragePool Col2Im Conv ConvInteger ConvTranspose DFT DeformConv Einsum GRU Gemm GlobalAveragePool',
  ],
  [
    'along other axes',
    'GlobalLpPool GlobalMaxPool LSTM LpPool MatMul MatMulInteger MaxPool QLinearConv QLinearMatMul RNN RotaryEmbedding STFT',
  ],
  ['along other axes', 'AffineGrid GridSample', 'where the first axis is the batch'],
  [
    'along other axes',
    'CenterCropPad Compress Concat DepthToSpace Expand Flatten Gather GatherElements GatherND OneHot Pad Reshape Resize',
  ],
  [
    'along other axes',
    'ReverseSequence ScatterElements ScatterND Slice SpaceToDepth Split Squeeze Tile Transpose Trilu Unsqueeze',
  ],
  ['always', 'ConstantOfShape EyeLike Range Shape Size', 'where the number of rows comes into shapes alone'],
  ['always', 'BlackmanWindow HammingWindow HannWindow MelWeightMatrix', 'of constant sizes'],
  ['always', 'NonZero', 'of a constant'],
  ['always', 'If', 'where the condition is the same for every batch'],
  ['along other axes', 'Scan', 'along another axis than the batch, or along the batch without a state'],
  [
    'along other axes',
    'ConcatFromSequence SequenceAt SequenceConstruct SequenceEmpty SequenceErase SequenceInsert SequenceLength SplitToSequence',
    'where members and places are constants, so that the sequence folds away',
  ],
];

const ADMITTED_TRADITIONAL: readonly Group[] = [['always', 'LinearRegressor Normalizer Scaler']];

interface Refusal {
  readonly names: string;
  readonly deterministic?: false;
  readonly rows?: RowAnswer;
  readonly unbounded?: true;
  readonly note: string;
  readonly instead: Instead;
}

/** What stands where a framework does not write the operator. */
export const NO_REPLACEMENT = 'does not arise';
const NONE = NO_REPLACEMENT;

/** Where the list is read. */
export const OPERATOR_PAGE = '/docs/operators/';

const REFUSED: readonly Refusal[] = [
  {
    names: 'Bernoulli Multinomial RandomNormal RandomNormalLike RandomUniform RandomUniformLike',
    deterministic: false,
    note: 'draws random numbers',
    instead: {
      pytorch: 'export after model.eval(), and return the mean in place of a sample',
      keras: 'export the call with training=False, and return z_mean in place of a sample',
      scikitLearn: NONE,
    },
  },
  {
    names: 'DynamicQuantizeLinear',
    rows: 'never',
    note: 'scales by the least and largest value of the whole batch',
    instead: {
      pytorch: 'quantise statically (onnxruntime.quantization.quantize_static), or submit float32',
      keras: 'quantise statically (onnxruntime.quantization.quantize_static), or submit float32',
      scikitLearn: 'submit float32',
    },
  },
  {
    names: 'Loop SequenceMap',
    unbounded: true,
    note: 'runs as often as its data says',
    instead: {
      pytorch: 'trace the loop (torch.onnx.export of a module, no torch.jit.script), which unrolls it',
      keras: 'unroll=True in recurrent layers',
      scikitLearn: 'FunctionTransformer and KNeighbors have no other form: train a linear or kernel model',
    },
  },
  {
    names: 'Unique NonMaxSuppression',
    rows: 'never',
    unbounded: true,
    note: 'gives as many values as its data says',
    instead: {
      pytorch: 'torch.where, torch.topk or torch.sort with constant sizes',
      keras: 'keras.ops.where or keras.ops.top_k',
      scikitLearn: NONE,
    },
  },
  {
    names: 'MaxRoiPool MaxUnpool RoiAlign TensorScatter',
    rows: 'never',
    note: 'picks places of the whole batch by an index',
    instead: {
      pytorch: 'torch.gather, F.interpolate or F.grid_sample',
      keras: 'keras.layers.UpSampling2D or keras.ops.take_along_axis',
      scikitLearn: NONE,
    },
  },
  {
    names: 'Scatter Upsample',
    note: 'was taken back before opset 11',
    instead: { pytorch: 'export with opset_version=17', keras: 'export with opset=17', scikitLearn: 'target_opset=17' },
  },
  {
    names: 'NegativeLogLikelihoodLoss SoftmaxCrossEntropyLoss',
    rows: 'never',
    note: 'is a loss, not an encoder',
    instead: { pytorch: 'export the encoder alone', keras: 'export the encoder alone', scikitLearn: NONE },
  },
  {
    names: 'Optional OptionalGetElement OptionalHasElement',
    note: 'holds what may be absent, which the audit does not follow',
    instead: { pytorch: 'trace the model in place of torch.jit.script', keras: NONE, scikitLearn: NONE },
  },
  {
    names: 'ImageDecoder RegexFullMatch StringConcat StringNormalizer StringSplit TfIdfVectorizer',
    note: 'reads text or compressed pictures, which no observation is',
    instead: { pytorch: 'take x as numbers', keras: 'take x as numbers', scikitLearn: 'take x as numbers' },
  },
];

const REFUSED_TRADITIONAL: readonly Refusal[] = [
  {
    names:
      'ArrayFeatureExtractor Binarizer CastMap CategoryMapper DictVectorizer FeatureVectorizer Imputer LabelEncoder LinearClassifier OneHotEncoder SVMClassifier SVMRegressor TreeEnsemble TreeEnsembleClassifier TreeEnsembleRegressor ZipMap',
    note: 'has not been asked for: open an issue with the model',
    instead: {
      pytorch: NONE,
      keras: NONE,
      scikitLearn:
        "black_op={'ArrayFeatureExtractor', ...} in convert_sklearn; for trees, kernels and classes there is no other form",
    },
  },
];

function admitted(domain: OperatorDecision['domain'], groups: readonly Group[]): OperatorDecision[] {
  return groups.flatMap(([rows, names, note]) =>
    names
      .split(' ')
      .map((name) => ({ name, domain, admitted: true, deterministic: true, rows, bounded: true, ...(note && { note }) })),
  );
}

function refused(domain: OperatorDecision['domain'], entries: readonly Refusal[]): OperatorDecision[] {
  return entries.flatMap(({ names, deterministic = true, rows = 'always', unbounded = false, note, instead }) =>
    names.split(' ').map((name) => ({ name, domain, admitted: false, deterministic, rows, bounded: !unbounded, note, instead })),
  );
}

/** Every operator of the default domain up to the newest opset that is read, and those of ai.onnx.ml, each with its decision. */
export const OPERATORS: readonly OperatorDecision[] = [
  ...admitted('', ADMITTED),
  ...admitted('ai.onnx.ml', ADMITTED_TRADITIONAL),
  ...refused('', REFUSED),
  ...refused('ai.onnx.ml', REFUSED_TRADITIONAL),
];

const BY_NAME = new Map(OPERATORS.map((decision) => [`${decision.domain}:${decision.name}`, decision]));

/** The decision on an operator; undefined where the domain has none of that name. @param domain '' or 'ai.onnx.ml' */
export function operatorDecision(domain: string, name: string): OperatorDecision | undefined {
  return BY_NAME.get(`${domain}:${name}`);
}

/** Names of the operators of the default domain that a submission may use. */
export const ALLOWED_OPERATORS: ReadonlySet<string> = new Set(
  OPERATORS.filter(({ domain, admitted: isAdmitted }) => domain === '' && isAdmitted).map(({ name }) => name),
);
