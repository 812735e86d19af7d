import { elementTypes, type ElementTypes } from './element-types.ts';
import type { OnnxGraph, OnnxNode } from './messages.ts';
import { sizeOf, tensorOf } from './shape-values.ts';
import { DATA_TYPES, type TensorFault } from './tensor-faults.ts';
import { nodeLabel } from './trace.ts';

const { float64, int8, int32, int64, uint8 } = DATA_TYPES;

const FLOATS_ALONE =
  'Acos Acosh Asin Asinh Atan Atanh AveragePool Ceil Celu Conv ConvTranspose Cos Cosh Elu Erf Exp Floor GRU Gelu GlobalAveragePool ' +
  'GlobalLpPool GlobalMaxPool HardSigmoid HardSwish Hardmax InstanceNormalization LSTM LayerNormalization LeakyRelu Log LogSoftmax ' +
  'LpNormalization LpPool Mean Mish PRelu RNN Reciprocal Round Selu Sigmoid Sin Sinh Softmax Softplus Softsign Sqrt Sum Tan Tanh ' +
  'ThresholdedRelu';
const WIDER_ALONE =
  'CumSum MatMul Pow ReduceL1 ReduceL2 ReduceLogSum ReduceLogSumExp ReduceMean ReduceProd ReduceSum ReduceSumSquare Trilu';

/**
 * Operators for which the pinned runtime has no kernel, or refuses to run one, by element type: measured with one model for each operator
 * and type. Float16 is computed as float32 where there is none.
 */
const NO_KERNEL: ReadonlyMap<number, ReadonlySet<string>> = new Map(
  (
    [
      [
        float64,
        'Acos Acosh Asin Asinh Atan Atanh AveragePool Celu Col2Im Conv ConvTranspose Cosh Det Elu Erf GRU Gelu GlobalAveragePool ' +
          'GlobalLpPool GlobalMaxPool HardSigmoid HardSwish Hardmax InstanceNormalization LRN LSTM LeakyRelu LpPool Mean ' +
          'MeanVarianceNormalization Mish OneHot PRelu RNN Resize ReverseSequence RotaryEmbedding Selu Sinh Softplus Softsign Tan ' +
          'ThresholdedRelu',
      ],
      [int32, `${FLOATS_ALONE} MaxPool`],
      [int64, `${FLOATS_ALONE} MaxPool Relu Resize`],
      [int8, `${FLOATS_ALONE} ${WIDER_ALONE} Where`],
      [uint8, `${FLOATS_ALONE} ${WIDER_ALONE} Neg Relu`],
    ] as const
  ).map(([type, names]) => [type, new Set(names.split(' '))]),
);
const TYPE_NAMES = new Map<number, string>(Object.entries(DATA_TYPES).map(([name, type]) => [type, name]));

const FIX = 'export in float32, which every operator has: model.float()';

/** How a graph is wired. */
interface Wiring {
  readonly maker: ReadonlyMap<string, OnnxNode>;
  /** How often a name is read, as an output of the graph too. */
  readonly readers: ReadonlyMap<string, number>;
  /** Constants of one value. */
  readonly scalars: ReadonlySet<string>;
  /** Constants of one axis. */
  readonly vectors: ReadonlySet<string>;
}

function wiringOf(graph: OnnxGraph): Wiring {
  const maker = new Map(graph.node.flatMap((node) => node.output.map((name) => [name, node] as const)));
  const readers = new Map<string, number>();
  const read = [...graph.node.flatMap(({ input }) => input), ...graph.output.map(({ name = '' }) => name)];
  for (const name of read) readers.set(name, (readers.get(name) ?? 0) + 1);
  const constants = [
    ...graph.initializer,
    ...graph.node.flatMap((node) => {
      const tensor = node.opType === 'Constant' ? tensorOf(node, 'value') : undefined;
      return tensor ? [{ ...tensor, name: node.output[0] }] : [];
    }),
  ];
  const scalars = new Set(constants.filter(({ dims }) => sizeOf(dims) === 1).map(({ name = '' }) => name));
  const vectors = new Set(constants.filter(({ dims }) => dims.length === 1).map(({ name = '' }) => name));
  return { maker, readers, scalars, vectors };
}

/** x · sigmoid(x) or x · sigmoid(αx), which the runtime makes one node of that it cannot compute in float64. */
function isSwish({ opType, input }: OnnxNode, { maker, readers, scalars }: Wiring): boolean {
  if (opType !== 'Mul') return false;
  return input.some((name, i) => {
    const [sigmoid, other] = [maker.get(name), input[1 - i]!];
    if (sigmoid?.opType !== 'Sigmoid' || readers.get(name) !== 1) return false;
    const inner = sigmoid.input[0]!;
    const scaled = maker.get(inner);
    if (inner === other) return true;
    const factor =
      scaled?.opType === 'Mul' && scaled.input.includes(other) ? scaled.input.find((part) => part !== other) : undefined;
    return factor !== undefined && scalars.has(factor) && readers.get(inner) === 1;
  });
}

/** The first input of a node that some operator makes. */
function madeBy(names: readonly string[], operator: string, { maker }: Wiring): OnnxNode | undefined {
  return names.map((name) => maker.get(name)).find((node) => node?.opType === operator);
}

/**
 * (x − mean) / sqrt(mean((x − mean)²) + ε) · scale + shift along the last axis, of which the runtime makes one node whose statistics are
 * float32.
 */
function isLayerNorm({ opType, input }: OnnxNode, wiring: Wiring): boolean {
  const isVector = (name: string) => wiring.vectors.has(name);
  if (opType !== 'Add' || !input.some(isVector)) return false;
  const scaled = madeBy(input, 'Mul', wiring);
  if (!scaled?.input.some(isVector)) return false;
  const quotient = madeBy(scaled.input, 'Div', wiring);
  const root = quotient && wiring.maker.get(quotient.input[1] ?? '');
  const centred = quotient && wiring.maker.get(quotient.input[0] ?? '');
  if (root?.opType !== 'Sqrt' || centred?.opType !== 'Sub' || !madeBy(centred.input, 'ReduceMean', wiring)) return false;
  const sum = madeBy(root.input, 'Add', wiring);
  const mean = sum && madeBy(sum.input, 'ReduceMean', wiring);
  return mean !== undefined && madeBy(mean.input, 'Pow', wiring) !== undefined;
}

/** Clip of a Relu's result, read nowhere else, of which the runtime makes one node. */
function isClippedRelu({ opType, input }: OnnxNode, { maker, readers }: Wiring): boolean {
  const [data = '', least = ''] = input;
  return opType === 'Clip' && least !== '' && maker.get(data)?.opType === 'Relu' && readers.get(data) === 1;
}

/** What the runtime joins to one node that it cannot compute in float64. */
const JOINED: readonly (readonly [words: string, holds: (node: OnnxNode, wiring: Wiring) => boolean])[] = [
  ['x * sigmoid(x)', isSwish],
  ['a layer norm of single operators', isLayerNorm],
  ['a clipped Relu', isClippedRelu],
];

/** Inputs by whose element type a kernel is chosen, where it is not the first. */
const TYPED_INPUT: Readonly<Record<string, number>> = { OneHot: 2, Where: 1 };

function nodeRule(node: OnnxNode, types: ElementTypes, wiring: Wiring): string | null {
  const { opType = '', input } = node;
  const type = types.get(input[TYPED_INPUT[opType] ?? 0] ?? '');
  if (type === undefined) return null;
  if (NO_KERNEL.get(type)?.has(opType)) return `computes in ${TYPE_NAMES.get(type)}, which the runtime does not for it`;
  if (type !== float64) return null;
  const joined = JOINED.find(([, holds]) => holds(node, wiring));
  return joined ? `computes ${joined[0]} in float64, which the runtime does not` : null;
}

function faultsOf(graph: OnnxGraph, outer: ElementTypes): TensorFault[] {
  const types = elementTypes(graph, outer);
  const wiring = wiringOf(graph);
  return graph.node.flatMap((node) => {
    const graphs = node.attribute.flatMap(({ g, graphs: several }) => (g ? [g, ...several] : [...several]));
    const inner = graphs.flatMap((part) => faultsOf(part, types));
    const rule = nodeRule(node, types, wiring);
    return rule === null ? inner : [{ rule: `${nodeLabel(node)} ${rule}`, fix: FIX }, ...inner];
  });
}

/** Nodes of element types for which the pinned runtime has no kernel. */
export function kernelFaults(graph: OnnxGraph): TensorFault[] {
  return faultsOf(graph, new Map());
}
