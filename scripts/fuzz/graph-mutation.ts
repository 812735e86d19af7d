import type { RandomStream } from '../../src/core/random/stream.ts';
import { decodeModel } from '../../src/registry/onnx/decode.ts';
import { messageType } from '../../src/registry/onnx/messages.ts';
import { ALLOWED_OPERATORS } from '../../src/registry/onnx/operators.ts';

/** What an edit needs of a decoded model, whose fields it changes in place. */
interface EditableNode {
  opType?: string;
  input: string[];
  output: string[];
  attribute: { name?: string; i?: number; ints: number[] }[];
}
interface EditableTensor {
  name?: string;
  dims: number[];
  dataType?: number;
}
interface EditableGraph {
  node: EditableNode[];
  initializer: EditableTensor[];
}

const OPERATORS = [...ALLOWED_OPERATORS];
const NUMBERS = [-1, 0, 1, 2, 3, 5, 7, 64, 1000, 2 ** 31 - 1, -(2 ** 31), 2 ** 53];

const pick = <T>(stream: RandomStream, items: readonly T[]): T | undefined => items[stream.below(Math.max(1, items.length))];

/** Names of all values that are there before a node, so that the graph stays one without cycles. */
const namesBefore = ({ node, initializer }: EditableGraph, place: number) => [
  'x',
  ...initializer.map(({ name = '' }) => name),
  ...node.slice(0, place).flatMap(({ output }) => output),
];

const EDITS: readonly ((stream: RandomStream, graph: EditableGraph) => void)[] = [
  function changeOperator(stream, { node }) {
    const chosen = pick(stream, node);
    if (!chosen) return;
    chosen.opType = pick(stream, OPERATORS)!;
    // Attributes of another operator would end the matter at once.
    if (stream.below(4) > 0) chosen.attribute = [];
  },
  function changeInput(stream, graph) {
    const place = stream.below(Math.max(1, graph.node.length));
    const chosen = graph.node[place];
    if (chosen) chosen.input[stream.below(chosen.input.length + 1)] = pick(stream, namesBefore(graph, place))!;
  },
  function changeAttribute(stream, { node }) {
    const attributes = node.flatMap((entry) => entry.attribute).filter(({ i, ints }) => i !== undefined || ints.length > 0);
    const attribute = pick(stream, attributes);
    if (!attribute) return;
    if (attribute.ints.length > 0) attribute.ints[stream.below(attribute.ints.length)] = pick(stream, NUMBERS)!;
    else attribute.i = pick(stream, NUMBERS)!;
  },
  function changeShape(stream, { initializer }) {
    const tensor = pick(stream, initializer);
    if (!tensor) return;
    // Other axes with the same number of values, so that the file still holds what it declares.
    tensor.dims = stream.below(2) === 0 ? tensor.dims.toReversed() : [1, ...tensor.dims];
  },
  function insertNode(stream, graph) {
    const place = stream.below(graph.node.length + 1);
    const input = Array.from({ length: 1 + stream.below(2) }, () => pick(stream, namesBefore(graph, place))!);
    const output = `inserted_${graph.node.length}`;
    graph.node.splice(place, 0, { opType: pick(stream, OPERATORS)!, input, output: [output], attribute: [] });
    const reader = pick(stream, graph.node.slice(place + 1));
    if (reader) reader.input[stream.below(Math.max(1, reader.input.length))] = output;
  },
  function removeNode(stream, { node }) {
    const [removed] = node.splice(stream.below(Math.max(1, node.length)), 1);
    const [replacement = 'x'] = removed?.input ?? [];
    for (const { input } of node) input.forEach((name, i) => (input[i] = removed?.output.includes(name) ? replacement : name));
  },
];

/**
 * One model with one to three edits of its graph that keep it a well-formed file: operators, inputs, attributes, shapes. Most byte
 * mutations end in the parser; these reach the runtime.
 */
export function mutateGraph(stream: RandomStream, bytes: Uint8Array): Uint8Array {
  const model = decodeModel(bytes);
  if ('rule' in model) return bytes;
  const graph = model.graph as unknown as EditableGraph;
  const count = 1 + stream.below(3);
  for (let i = 0; i < count; i++) pick(stream, EDITS)!(stream, graph);
  const type = messageType('ModelProto');
  return type.encode(type.fromObject(model)).finish();
}
