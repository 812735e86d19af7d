import { printable } from '../printable.ts';
import type { OnnxGraph, OnnxNode } from './messages.ts';
import { INPUT_NAME, OUTPUT_NAME } from './signature-faults.ts';
import type { TensorFault } from './tensor-faults.ts';

const innerGraphs = ({ attribute }: OnnxNode) => attribute.flatMap(({ g, graphs }) => [...(g ? [g] : []), ...graphs]);

/** Names that a graph defines: inputs, weights, and results of its nodes. */
function defined({ input, initializer, node }: OnnxGraph): string[] {
  return [...input, ...initializer].map(({ name }) => name ?? '').concat(node.flatMap(({ output }) => output));
}

/** Names that a graph reads from those around it. */
function captured(graph: OnnxGraph): string[] {
  const own = new Set(defined(graph));
  return graph.node
    .flatMap(readNames)
    .concat(graph.output.map(({ name }) => name ?? ''))
    .filter((name) => !own.has(name));
}

/** Names that a node reads, those in its inner graphs too. */
function readNames(node: OnnxNode): string[] {
  return node.input.filter((name) => name !== '').concat(innerGraphs(node).flatMap(captured));
}

/**
 * The nodes, each behind those whose results it reads, otherwise as in the file; the runtime sorts them too.
 *
 * @returns undefined where nodes wait for each other
 */
export function nodesInOrder(graph: OnnxGraph): readonly OnnxNode[] | undefined {
  const makers = new Map(graph.node.flatMap((node) => node.output.map((name) => [name, node] as const)));
  const state = new Map<OnnxNode, 'open' | 'done'>();
  const order: OnnxNode[] = [];
  const visit = (node: OnnxNode): boolean => {
    if (state.has(node)) return state.get(node) === 'done';
    state.set(node, 'open');
    for (const name of readNames(node)) {
      const maker = makers.get(name);
      if (maker && !visit(maker)) return false;
    }
    state.set(node, 'done');
    order.push(node);
    return true;
  };
  return graph.node.every(visit) ? order : undefined;
}

function duplicates(names: readonly string[]): string[] {
  return [...new Set(names.filter((name, i) => name !== '' && names.indexOf(name) !== i))];
}

const AGAIN = 'export again with a standard ONNX exporter, and check the file with onnx.checker.check_model';

function definitionFaults(graph: OnnxGraph): TensorFault[] {
  const weights = graph.initializer.map(({ name }) => name ?? '');
  const results = graph.node.flatMap(({ output }) => output).filter((name) => name !== '');
  const known = new Set([...weights, ...graph.input.map(({ name }) => name ?? '')]);
  const faults = duplicates(weights).map((name) => ({
    rule: `has two weights named "${printable(name)}"`,
    fix: 'give each its own name',
  }));
  const twice = [...duplicates(results), ...new Set(results.filter((name) => known.has(name)))];
  return [...faults, ...twice.map((name) => ({ rule: `defines "${printable(name)}" twice`, fix: AGAIN }))];
}

function readingFaults(graph: OnnxGraph, outer: ReadonlySet<string>): TensorFault[] {
  const known = new Set([...outer, ...defined(graph)]);
  return graph.node.flatMap((node) => {
    const absent = node.input.filter((name) => name !== '' && !known.has(name));
    const label = `node "${printable(node.name)}" (${printable(node.opType)})`;
    const own = absent.map((name) => ({ rule: `${label} reads "${printable(name)}", which nothing gives`, fix: AGAIN }));
    return [...own, ...innerGraphs(node).flatMap((inner) => nameFaults(inner, known))];
  });
}

/** What is wrong with the names by which nodes are joined. @param outer names that the graph may read from those around it */
export function nameFaults(graph: OnnxGraph, outer: ReadonlySet<string> = new Set()): TensorFault[] {
  const faults = [...definitionFaults(graph), ...readingFaults(graph, outer)];
  if (nodesInOrder(graph) === undefined) faults.push({ rule: 'has nodes that wait for each other in a circle', fix: AGAIN });
  return faults;
}

/** Weights that take the name of the input or of the codes. */
export function reservedNameFaults({ initializer }: OnnxGraph): TensorFault[] {
  return initializer
    .filter(({ name }) => name === INPUT_NAME || name === OUTPUT_NAME)
    .map(({ name }) => ({
      rule: `has weights named "${name}", the name of the ${name === INPUT_NAME ? 'input' : 'output'}`,
      fix: 'give the weights another name',
    }));
}
