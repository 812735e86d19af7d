/**
 * Operators of the default ONNX domain that a submission may use: those that compute one output from one input, the same one
 * each time. Loops, sequences, strings and anything random are left out.
 */
export const ALLOWED_OPERATORS: ReadonlySet<string> = new Set(
  [
    // Arithmetic and elementwise functions.
    'Abs Acos Acosh Add And Asin Asinh Atan Atanh BitShift BitwiseAnd BitwiseNot BitwiseOr BitwiseXor Cast CastLike Ceil Celu Clip',
    'Cos Cosh Div Elu Equal Erf Exp Floor Gelu Greater GreaterOrEqual HardSigmoid HardSwish Hardmax Identity IsInf IsNaN LeakyRelu',
    'Less LessOrEqual Log LogSoftmax Max Mean Min Mish Mod Mul Neg Not Or PRelu Pow Reciprocal Relu Round Selu Shrink Sigmoid Sign',
    'Sin Sinh Softmax Softplus Softsign Sqrt Sub Sum Swish Tan Tanh ThresholdedRelu Where Xor',
    // Linear algebra, convolution, pooling, recurrence, attention.
    'Attention AveragePool Conv ConvInteger ConvTranspose Det Einsum Gemm GRU GlobalAveragePool GlobalLpPool GlobalMaxPool LSTM LpPool',
    'MatMul MatMulInteger MaxPool QLinearConv QLinearMatMul RNN RotaryEmbedding',
    // Normalisation in inference form, quantisation.
    'BatchNormalization DequantizeLinear DynamicQuantizeLinear GroupNormalization InstanceNormalization LRN LayerNormalization',
    'LpNormalization MeanVarianceNormalization QuantizeLinear RMSNormalization',
    // Reductions and order.
    'ArgMax ArgMin CumSum ReduceL1 ReduceL2 ReduceLogSum ReduceLogSumExp ReduceMax ReduceMean ReduceMin ReduceProd ReduceSum',
    'ReduceSumSquare TopK',
    // Shape and movement.
    'CenterCropPad Compress Concat Constant ConstantOfShape DepthToSpace Expand EyeLike Flatten Gather GatherElements GatherND If',
    'OneHot Pad Range Reshape Resize ReverseSequence ScatterElements ScatterND Shape Size Slice SpaceToDepth Split Squeeze Tile',
    'Transpose Trilu Unsqueeze Upsample',
  ].flatMap((line) => line.split(' ')),
);

/** Operators whose output changes from run to run. */
export const RANDOM_OPERATORS: ReadonlySet<string> = new Set([
  'Bernoulli',
  'Dropout',
  'Multinomial',
  'RandomNormal',
  'RandomNormalLike',
  'RandomUniform',
  'RandomUniformLike',
]);
