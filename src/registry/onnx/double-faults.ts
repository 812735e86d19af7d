import { elementTypes, type ElementTypes } from './element-types.ts';
import type { OnnxGraph, OnnxNode } from './messages.ts';
import { sizeOf, tensorOf } from './shape-values.ts';
import { DATA_TYPES, type TensorFault } from './tensor-faults.ts';
import { nodeLabel } from './trace.ts';

/** Operators that the pinned runtime computes in float32 alone, or refuses in float64 when it runs. */
const NO_DOUBLES: ReadonlySet<string> = new Set(
  (
    'Acos Acosh Asin Asinh Atan Atanh AveragePool Celu Col2Im Conv ConvTranspose Cosh Det Elu Erf GRU Gelu GlobalAveragePool GlobalLpPool ' +
    'GlobalMaxPool HardSigmoid HardSwish Hardmax InstanceNormalization LRN LSTM LeakyRelu LpPool Mean MeanVarianceNormalization Mish PRelu ' +
    'RNN Resize Selu Sinh Softplus Softsign Tan ThresholdedRelu'
  ).split(' '),
);

const FIX = 'export in float32, which every operator has: model.float()';

/** How a graph is wired. */
interface Wiring {
  readonly maker: ReadonlyMap<string, OnnxNode>;
  /** How often a name is read, as an output of the graph too. */
  readonly readers: ReadonlyMap<string, number>;
  /** Constants of one value. */
  readonly scalars: ReadonlySet<string>;
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
  return { maker, readers, scalars };
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

function faultsOf(graph: OnnxGraph, outer: ElementTypes): TensorFault[] {
  const types = elementTypes(graph, outer);
  const wiring = wiringOf(graph);
  return graph.node.flatMap((node) => {
    const graphs = node.attribute.flatMap(({ g, graphs: several }) => (g ? [g, ...several] : [...several]));
    const inner = graphs.flatMap((part) => faultsOf(part, types));
    if (types.get(node.input[0] ?? '') !== DATA_TYPES.float64) return inner;
    if (NO_DOUBLES.has(node.opType ?? ''))
      return [{ rule: `${nodeLabel(node)} computes in float64, which the runtime does not for it`, fix: FIX }, ...inner];
    if (isSwish(node, wiring))
      return [{ rule: `${nodeLabel(node)} computes x * sigmoid(x) in float64, which the runtime does not`, fix: FIX }, ...inner];
    return inner;
  });
}

/** Nodes that compute in float64 what the pinned runtime has in float32 alone. */
export function doubleFaults(graph: OnnxGraph): TensorFault[] {
  return faultsOf(graph, new Map());
}
