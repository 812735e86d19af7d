import { printable } from '../printable.ts';
import type { OnnxNode } from './messages.ts';
import type { TensorFault } from './tensor-faults.ts';

/**
 * Forms of the admitted operators, from the schemas of the ONNX specification: since which opset, how many inputs > how many outputs,
 * and which attributes (! where it must be there). `absent`: the pinned runtime has no implementation from there on.
 */
const CORE = `
Abs 6: 1 > 1
Acos 7: 1 > 1
Acosh 9: 1 > 1
Add 7: 2 > 1
AffineGrid 20: 2 > 1 align_corners
And 7: 2 > 1
ArgMax 11: 1 > 1 axis keepdims | 12: 1 > 1 axis keepdims select_last_index
ArgMin 11: 1 > 1 axis keepdims | 12: 1 > 1 axis keepdims select_last_index
Asin 7: 1 > 1
Asinh 9: 1 > 1
Atan 7: 1 > 1
Atanh 9: 1 > 1
Attention 23: 3-6 > 1-4 is_causal kv_num_heads q_num_heads qk_matmul_output_mode scale softcap softmax_precision | 24: 3-7 > 1-4 is_causal kv_num_heads q_num_heads qk_matmul_output_mode scale softcap softmax_precision | 25: 3-7 > 1-4 is_causal kv_num_heads left_window_size q_num_heads qk_matmul_output_mode right_window_size scale softcap softmax_precision
AveragePool 11: 1 > 1 kernel_shape! auto_pad ceil_mode count_include_pad pads strides | 19: 1 > 1 kernel_shape! auto_pad ceil_mode count_include_pad dilations pads strides
BatchNormalization 9: 5 > 1-5 epsilon momentum | 14: 5 > 1-3 epsilon momentum training_mode
BitCast 26: 1 > 1 to!
BitShift 11: 2 > 1 direction!
BitwiseAnd 18: 2 > 1
BitwiseNot 18: 1 > 1
BitwiseOr 18: 2 > 1
BitwiseXor 18: 2 > 1
BlackmanWindow 17: 1 > 1 output_datatype periodic
Cast 9: 1 > 1 to! | 19: 1 > 1 to! saturate | 24: 1 > 1 to! round_mode saturate
CastLike 15: 2 > 1 | 19: 2 > 1 saturate | 24: 2 > 1 round_mode saturate
Ceil 6: 1 > 1
Celu 12: 1 > 1 alpha
CenterCropPad 18: 2 > 1 axes
Clip 11: 1-3 > 1
Col2Im 18: 3 > 1 dilations pads strides
Compress 11: 2 > 1 axis
Concat 11: 1-n > 1 axis!
ConcatFromSequence 11: 1 > 1 axis! new_axis
Constant 11: 0 > 1 sparse_value value | 12: 0 > 1 sparse_value value value_float value_floats value_int value_ints value_string value_strings
ConstantOfShape 9: 1 > 1 value
Conv 11: 2-3 > 1 auto_pad dilations group kernel_shape pads strides
ConvInteger 10: 2-4 > 1 auto_pad dilations group kernel_shape pads strides
ConvTranspose 11: 2-3 > 1 auto_pad dilations group kernel_shape output_padding output_shape pads strides
Cos 7: 1 > 1
Cosh 9: 1 > 1
CumProd 26: 2 > 1 exclusive reverse
CumSum 11: 2 > 1 exclusive reverse
DFT 17: 1-2 > 1 axis inverse onesided | 20: 1-3 > 1 inverse onesided
DeformConv 19: 3-5 > 1 dilations group kernel_shape offset_group pads strides
DepthToSpace 11: 1 > 1 blocksize! mode
DequantizeLinear 10: 2-3 > 1 | 13: 2-3 > 1 axis | 21: 2-3 > 1 axis block_size | 23: 2-3 > 1 axis block_size output_dtype
Det 11: 1 > 1
Div 7: 2 > 1
Dropout 10: 1 > 1-2 ratio | 12: 1-3 > 1-2 seed
Einsum 12: 1-n > 1 equation!
Elu 6: 1 > 1 alpha
Equal 11: 2 > 1
Erf 9: 1 > 1
Exp 6: 1 > 1
Expand 8: 2 > 1
EyeLike 9: 1 > 1 dtype k
Flatten 11: 1 > 1 axis
Floor 6: 1 > 1
GRU 7: 3-6 > 0-2 activation_alpha activation_beta activations clip direction hidden_size linear_before_reset | 14: 3-6 > 0-2 activation_alpha activation_beta activations clip direction hidden_size layout linear_before_reset
Gather 11: 2 > 1 axis
GatherElements 11: 2 > 1 axis
GatherND 11: 2 > 1 | 12: 2 > 1 batch_dims
Gelu 20: 1 > 1 approximate
Gemm 11: 2-3 > 1 alpha beta transA transB
GlobalAveragePool 1: 1 > 1
GlobalLpPool 2: 1 > 1 p | 22: absent
GlobalMaxPool 1: 1 > 1
Greater 9: 2 > 1
GreaterOrEqual 12: 2 > 1
GridSample 16: 2 > 1 align_corners mode padding_mode
GroupNormalization 18: 3 > 1 num_groups! epsilon | 21: 3 > 1 num_groups! epsilon stash_type
HammingWindow 17: 1 > 1 output_datatype periodic
HannWindow 17: 1 > 1 output_datatype periodic
HardSigmoid 6: 1 > 1 alpha beta
HardSwish 14: 1 > 1
Hardmax 11: 1 > 1 axis
Identity 1: 1 > 1
If 11: 1 > 1-n else_branch! then_branch!
InstanceNormalization 6: 3 > 1 epsilon
IsInf 10: 1 > 1 detect_negative detect_positive
IsNaN 9: 1 > 1
LRN 1: 1 > 1 size! alpha beta bias
LSTM 7: 3-8 > 0-3 activation_alpha activation_beta activations clip direction hidden_size input_forget | 14: 3-8 > 0-3 activation_alpha activation_beta activations clip direction hidden_size input_forget layout
LayerNormalization 17: 2-3 > 1-3 axis epsilon stash_type
LeakyRelu 6: 1 > 1 alpha
Less 9: 2 > 1
LessOrEqual 12: 2 > 1
Log 6: 1 > 1
LogSoftmax 11: 1 > 1 axis
LpNormalization 1: 1 > 1 axis p
LpPool 11: 1 > 1 kernel_shape! auto_pad p pads strides | 18: 1 > 1 kernel_shape! auto_pad ceil_mode dilations p pads strides
MatMul 9: 2 > 1
MatMulInteger 10: 2-4 > 1
Max 8: 1-n > 1
MaxPool 11: 1 > 1-2 kernel_shape! auto_pad ceil_mode dilations pads storage_order strides
Mean 8: 1-n > 1
MeanVarianceNormalization 9: 1 > 1 axes
MelWeightMatrix 17: 5 > 1 output_datatype
Min 8: 1-n > 1
Mish 18: 1 > 1
Mod 10: 2 > 1 fmod
Mul 7: 2 > 1
Neg 6: 1 > 1
NonZero 9: 1 > 1
Not 1: 1 > 1
OneHot 11: 3 > 1 axis
Or 7: 2 > 1
PRelu 9: 2 > 1
Pad 11: 2-3 > 1 mode | 18: 2-4 > 1 mode
Pow 7: 2 > 1
QLinearConv 10: 8-9 > 1 auto_pad dilations group kernel_shape pads strides
QLinearMatMul 10: 8 > 1
QuantizeLinear 10: 2-3 > 1 | 13: 2-3 > 1 axis | 19: 2-3 > 1 axis saturate | 21: 2-3 > 1 axis block_size output_dtype saturate | 23: 2-3 > 1 axis block_size output_dtype precision saturate
RMSNormalization 23: 2 > 1 axis epsilon stash_type
RNN 7: 3-6 > 0-2 activation_alpha activation_beta activations clip direction hidden_size | 14: 3-6 > 0-2 activation_alpha activation_beta activations clip direction hidden_size layout
Range 11: 3 > 1
Reciprocal 6: 1 > 1
ReduceL1 11: 1 > 1 axes keepdims | 18: 1-2 > 1 keepdims noop_with_empty_axes
ReduceL2 11: 1 > 1 axes keepdims | 18: 1-2 > 1 keepdims noop_with_empty_axes
ReduceLogSum 11: 1 > 1 axes keepdims | 18: 1-2 > 1 keepdims noop_with_empty_axes
ReduceLogSumExp 11: 1 > 1 axes keepdims | 18: 1-2 > 1 keepdims noop_with_empty_axes
ReduceMax 11: 1 > 1 axes keepdims | 18: 1-2 > 1 keepdims noop_with_empty_axes
ReduceMean 11: 1 > 1 axes keepdims | 18: 1-2 > 1 keepdims noop_with_empty_axes
ReduceMin 11: 1 > 1 axes keepdims | 18: 1-2 > 1 keepdims noop_with_empty_axes
ReduceProd 11: 1 > 1 axes keepdims | 18: 1-2 > 1 keepdims noop_with_empty_axes
ReduceSum 11: 1 > 1 axes keepdims | 13: 1-2 > 1 keepdims noop_with_empty_axes
ReduceSumSquare 11: 1 > 1 axes keepdims | 18: 1-2 > 1 keepdims noop_with_empty_axes
Relu 6: 1 > 1
Reshape 5: 2 > 1 | 14: 2 > 1 allowzero
Resize 11: 3-4 > 1 coordinate_transformation_mode cubic_coeff_a exclude_outside extrapolation_value mode nearest_mode | 13: 1-4 > 1 coordinate_transformation_mode cubic_coeff_a exclude_outside extrapolation_value mode nearest_mode | 18: 1-4 > 1 antialias axes coordinate_transformation_mode cubic_coeff_a exclude_outside extrapolation_value keep_aspect_ratio_policy mode nearest_mode
ReverseSequence 10: 2 > 1 batch_axis time_axis
RotaryEmbedding 23: 3-4 > 1 interleaved num_heads rotary_embedding_dim
Round 11: 1 > 1
STFT 17: 2-4 > 1 onesided
Scan 11: 1-n > 1-n body! num_scan_inputs! scan_input_axes scan_input_directions scan_output_axes scan_output_directions
ScatterElements 11: 3 > 1 axis | 16: 3 > 1 axis reduction
ScatterND 11: 3 > 1 | 16: 3 > 1 reduction
Selu 6: 1 > 1 alpha gamma
SequenceAt 11: 2 > 1
SequenceConstruct 11: 1-n > 1
SequenceEmpty 11: 0 > 1 dtype
SequenceErase 11: 1-2 > 1
SequenceInsert 11: 2-3 > 1
SequenceLength 11: 1 > 1
Shape 1: 1 > 1 | 15: 1 > 1 end start
Shrink 9: 1 > 1 bias lambd
Sigmoid 6: 1 > 1
Sign 9: 1 > 1
Sin 7: 1 > 1
Sinh 9: 1 > 1
Size 1: 1 > 1
Slice 11: 3-5 > 1
Softmax 11: 1 > 1 axis
Softplus 1: 1 > 1
Softsign 1: 1 > 1
SpaceToDepth 1: 1 > 1 blocksize!
Split 11: 1 > 1-n axis split | 13: 1-2 > 1-n axis | 18: 1-2 > 1-n axis num_outputs
SplitToSequence 11: 1-2 > 1 axis keepdims
Sqrt 6: 1 > 1
Squeeze 11: 1 > 1 axes | 13: 1-2 > 1
Sub 7: 2 > 1
Sum 8: 1-n > 1
Swish 24: 1 > 1 alpha | 25: absent
Tan 7: 1 > 1
Tanh 6: 1 > 1
ThresholdedRelu 10: 1 > 1 alpha
Tile 6: 2 > 1
TopK 11: 2 > 2 axis largest sorted
Transpose 1: 1 > 1 perm
Trilu 14: 1-2 > 1 upper
Unsqueeze 11: 1 > 1 axes! | 13: 2 > 1
Where 9: 3 > 1
Xor 7: 2 > 1`;

const TRADITIONAL = `
LinearRegressor 1: 1 > 1 coefficients intercepts post_transform targets
Normalizer 1: 1 > 1 norm
Scaler 1: 1 > 1 offset scale`;

interface Range {
  readonly least: number;
  readonly most: number;
}

interface Form {
  readonly since: number;
  /** Undefined where the runtime does not have it. */
  readonly counts?: { readonly inputs: Range; readonly outputs: Range };
  readonly attributes: ReadonlySet<string>;
  readonly needed: readonly string[];
}

function rangeOf(text: string): Range {
  const [least = '0', most = least] = text.split('-');
  return { least: Number(least), most: most === 'n' ? Infinity : Number(most) };
}

function formOf(text: string): Form {
  const [since, inputs = 'absent', , outputs = '0', ...attributes] = text.split(' ');
  const needed = attributes.filter((name) => name.endsWith('!')).map((name) => name.slice(0, -1));
  return {
    since: Number.parseInt(since!, 10),
    ...(inputs !== 'absent' && { counts: { inputs: rangeOf(inputs), outputs: rangeOf(outputs) } }),
    attributes: new Set([...attributes.filter((name) => !name.endsWith('!')), ...needed]),
    needed,
  };
}

function formsOf(table: string): ReadonlyMap<string, readonly Form[]> {
  return new Map(
    table
      .trim()
      .split('\n')
      .map((line) => {
        const name = line.slice(0, line.indexOf(' '));
        return [
          name,
          line
            .slice(name.length + 1)
            .split(' | ')
            .map(formOf),
        ];
      }),
  );
}

const FORMS = { '': formsOf(CORE), 'ai.onnx.ml': formsOf(TRADITIONAL) };

const within = (count: number, { least, most }: Range) => count >= least && count <= most;
const shown = ({ least, most }: Range) =>
  least === most ? `${least}` : most === Infinity ? `${least} or more` : `${least} to ${most}`;

/** Inputs or outputs at the end that are named by nothing do not count. */
const given = (names: readonly string[]) => names.findLastIndex((name) => name !== '') + 1;

/**
 * What an opset does not allow of a node: the operator itself, as many inputs or outputs, or an attribute. The runtime refuses the same.
 *
 * @param domain '' or 'ai.onnx.ml'
 * @param opset that the file imports of this domain
 */
export function opsetFault(node: OnnxNode, domain: keyof typeof FORMS, opset: number): TensorFault | null {
  const forms = FORMS[domain].get(node.opType ?? '') ?? [];
  const form = forms.findLast(({ since }) => since <= opset);
  const label = printable(node.opType);
  const under = `under opset ${opset}`;
  if (!form) {
    const [first] = forms;
    return {
      rule: `uses ${label} ${under}, which does not have it`,
      fix: `export with an opset of ${first?.since ?? opset} or more`,
    };
  }
  if (!form.counts)
    return { rule: `uses ${label} ${under}, which the runtime does not have`, fix: `export with an opset below ${form.since}` };
  const fix = 'export again with one opset, without converting versions by hand';
  const { inputs, outputs } = form.counts;
  const [read, made] = [given(node.input), given(node.output)];
  if (!within(read, inputs)) return { rule: `gives ${label} ${read} inputs, which takes ${shown(inputs)} ${under}`, fix };
  if (made < 1 || made > outputs.most)
    return { rule: `takes ${made} outputs of ${label}, which has ${shown(outputs)} ${under}`, fix };
  const foreign = node.attribute.find(({ name }) => !form.attributes.has(name ?? ''));
  if (foreign) return { rule: `gives ${label} the attribute "${printable(foreign.name)}", which it does not have ${under}`, fix };
  const missing = form.needed.find((name) => !node.attribute.some((entry) => entry.name === name));
  return missing ? { rule: `gives ${label} no attribute "${missing}", which it needs ${under}`, fix } : null;
}

/** Names of the operators that have forms, by domain: for tests. */
export function namesWithForms(domain: keyof typeof FORMS): readonly string[] {
  return [...FORMS[domain].keys()];
}
