import { printable } from '../printable.ts';
import type { OnnxGraph, OnnxNode } from './messages.ts';
import { nodesInOrder } from './node-order.ts';
import type { ShapedTensor } from './row-layout.ts';
import { rowNumbersOf } from './row-numbers.ts';
import { allowsFractions, roleOf, TRACE_RULES } from './rules/catalogue.ts';
import { tracedConstant } from './rules/constants.ts';
import { branchTaken, joinBranches } from './rules/branches.ts';
import { scanBody, scanResults } from './rules/scan.ts';
import { graphOf } from './shape-values.ts';
import type { TensorFault } from './tensor-faults.ts';
import { describeShape, isSized, type TracedTensor } from './traced-tensor.ts';
import { impossible, mixes, unclear, Untraceable } from './untraceable.ts';

/** A result that is not a function of one observation, or cannot be computed: the first node to blame. */
export interface Refused {
  readonly refused: TensorFault;
}

export type Traced = TracedTensor | Refused;

/** What is known of every value that a graph may read, by its name. */
export type Scope = Map<string, Traced>;

interface Context {
  readonly opset: number;
  readonly onNode: (node: OnnxNode, outputs: readonly Traced[]) => void;
}

export const isRefused = (traced: Traced): traced is Refused => 'refused' in traced;

/** How messages name a node. */
export function nodeLabel({ name, output, opType }: OnnxNode): string {
  const called = name ? `node "${printable(name)}"` : `the node that gives "${printable(output[0])}"`;
  return `${called} (${printable(opType)})`;
}

function follow(
  node: OnnxNode,
  inputs: readonly (TracedTensor | undefined)[],
  scope: Scope,
  context: Context,
): readonly Traced[] {
  const opType = node.opType ?? '';
  inputs.forEach((tensor, i) => {
    const role = roleOf(opType, i);
    if (!tensor || role === 'data' || role === 'placed' || role === 'ignored') return;
    if (tensor.rows) mixes('takes sizes or places from the observations');
    if (tensor.integer === false && !allowsFractions(opType, i)) impossible('takes sizes or places that are no whole numbers');
    if (tensor.sized || (role === 'fixed' && isSized(tensor)))
      mixes('takes sizes or places from the number of rows in the batch');
  });
  if (opType === 'If') return followIf(node, inputs, scope, context);
  if (opType === 'Scan') return followScan(node, inputs, scope, context);
  if (inputs.some((tensor) => tensor && !tensor.shape)) {
    if (inputs.some((tensor) => tensor?.rows)) unclear('takes a constant of unknown shape');
    return node.output.map(() => ({}));
  }
  const rule = TRACE_RULES.get(opType) ?? unclear('has no rule');
  return rule(node, inputs as readonly (ShapedTensor | undefined)[], context.opset);
}

/** Refuses results that no tensor has: hostile attributes lead to sizes below 0 or between whole numbers. */
function assertSizes(outputs: readonly Traced[]): void {
  for (const output of outputs) {
    if (isRefused(output)) continue;
    if (output.shape?.some((size) => size !== null && !(Number.isSafeInteger(size) && size >= 0)))
      impossible(`gives a result of shape ${describeShape(output)}`);
  }
}

/** Contents that the number of rows, or the place of a row, has come into. */
function withOrigin(node: OnnxNode, inputs: readonly (TracedTensor | undefined)[], output: Traced): Traced {
  if (isRefused(output) || output.values) return output;
  const sized = inputs.some((tensor, i) => tensor && roleOf(node.opType ?? '', i) === 'data' && isSized(tensor));
  return sized || output.sized ? { ...output, sized: nodeLabel(node) } : output;
}

function traceNode(node: OnnxNode, scope: Scope, context: Context): readonly Traced[] {
  const inputs = node.input.map((name) => (name === '' ? undefined : scope.get(name)));
  const refused = inputs.find((input, i) => input && isRefused(input) && roleOf(node.opType ?? '', i) !== 'ignored');
  const spread = refused ?? inputs.find((input) => input && isRefused(input));
  if (spread) return node.output.map(() => spread);
  const known = inputs as readonly (TracedTensor | undefined)[];
  try {
    const outputs = follow(node, known, scope, context);
    assertSizes(outputs);
    return outputs.map((output, i) => {
      const traced = withOrigin(node, known, output);
      if (isRefused(traced) || i > 0) return traced;
      const rowNumbers = traced.rowNumbers ?? rowNumbersOf(node, known, traced);
      return rowNumbers ? { ...traced, rowNumbers } : traced;
    });
  } catch (error) {
    if (!(error instanceof Untraceable)) throw error;
    return node.output.map(() => ({ refused: { rule: `${nodeLabel(node)} ${error.what}`, fix: error.fix } }));
  }
}

function traceInto(graph: OnnxGraph, scope: Scope, context: Context): void {
  for (const tensor of graph.initializer) scope.set(tensor.name ?? '', tracedConstant(tensor));
  for (const node of nodesInOrder(graph) ?? []) {
    const outputs = traceNode(node, scope, context);
    context.onNode(node, outputs);
    node.output.forEach((name, i) => {
      if (name !== '') scope.set(name, outputs[i] ?? {});
    });
  }
}

function resultsOf(graph: OnnxGraph, scope: Scope): Traced[] {
  return graph.output.map(({ name }) => scope.get(name ?? '') ?? {});
}

function followIf(
  node: OnnxNode,
  [condition]: readonly (TracedTensor | undefined)[],
  scope: Scope,
  context: Context,
): readonly Traced[] {
  const taken = branchTaken(condition);
  const traceBranch = (name: 'then_branch' | 'else_branch') => {
    const graph = graphOf(node, name) ?? unclear(`has no ${name}`);
    const inner = new Map(scope);
    traceInto(graph, inner, context);
    return resultsOf(graph, inner);
  };
  if (taken !== undefined) return traceBranch(taken ? 'then_branch' : 'else_branch');
  const [yes, no] = [traceBranch('then_branch'), traceBranch('else_branch')];
  return yes.map((result, i) => joinBranches(result, no[i] ?? {}));
}

function followScan(
  node: OnnxNode,
  inputs: readonly (TracedTensor | undefined)[],
  scope: Scope,
  context: Context,
): readonly Traced[] {
  const { body, given, alongRows, plan } = scanBody(node, inputs);
  const inner: Scope = new Map(scope);
  const foreign = { refused: { rule: `${nodeLabel(node)} reads other rows of the batch`, fix: 'give them as scanned inputs' } };
  if (alongRows) for (const [name, traced] of scope) if (isRefused(traced) || traced.rows) inner.set(name, foreign);
  body.input.forEach(({ name }, i) => inner.set(name ?? '', given[i] ?? {}));
  traceInto(body, inner, context);
  const results = resultsOf(body, inner);
  const refused = results.find(isRefused);
  return refused ? node.output.map(() => refused) : scanResults(plan, results as readonly TracedTensor[]);
}

/**
 * Follows what each value of a graph is made of, for every batch at once: its shape, the axis along which the rows lie, and whether its
 * contents depend on how many rows there are. Nothing is executed.
 *
 * @param input what is known of `x`
 * @param onNode called for every node, those of inner graphs too
 */
export function traceGraph(
  graph: OnnxGraph,
  opset: number,
  input: readonly [name: string, tensor: TracedTensor],
  onNode: Context['onNode'] = () => {},
): Scope {
  const scope: Scope = new Map([input]);
  traceInto(graph, scope, { opset, onNode });
  return scope;
}
