import type { Fault } from '../../core/input-error.ts';
import { LIMITS } from '../limits.ts';
import { decodeModel } from './decode.ts';
import type { OnnxGraph, OnnxModel, OnnxNode, OnnxTensor } from './messages.ts';
import { ALLOWED_OPERATORS, RANDOM_OPERATORS } from './operators.ts';
import { printable } from '../printable.ts';
import { traceCodes } from './row-faults.ts';
import { signatureFaults } from './signature-faults.ts';
import { sizeFaults } from './size-faults.ts';
import { declaredBytes, tensorFault, type TensorFault } from './tensor-faults.ts';

const DEFAULT_DOMAINS: ReadonlySet<string> = new Set(['', 'ai.onnx']);

function graphsOf(node: OnnxNode): OnnxGraph[] {
  return node.attribute.flatMap((attribute) => (attribute.g ? [attribute.g, ...attribute.graphs] : [...attribute.graphs]));
}

function tensorsOf(graph: OnnxGraph): OnnxTensor[] {
  const attributes = graph.node.flatMap((node) => node.attribute);
  return [
    ...graph.initializer,
    ...attributes.flatMap((attribute) => (attribute.t ? [attribute.t, ...attribute.tensors] : attribute.tensors)),
  ];
}

/** Every graph with its depth, the main one first. */
function allGraphs(graph: OnnxGraph, depth = 0): { graph: OnnxGraph; depth: number }[] {
  return [{ graph, depth }, ...graph.node.flatMap((node) => graphsOf(node).flatMap((inner) => allGraphs(inner, depth + 1)))];
}

/** Of the default domain, in a model without faults. */
function opsetOf({ opsetImport }: OnnxModel): number {
  return opsetImport.find(({ domain }) => DEFAULT_DOMAINS.has(domain ?? ''))?.version ?? 0;
}

function modelFaults(model: OnnxModel): TensorFault[] {
  const faults: TensorFault[] = [];
  const { irVersion, opset } = LIMITS.onnx;
  const ir = model.irVersion ?? 0;
  if (!(ir >= irVersion.min && ir <= irVersion.max)) {
    faults.push({ rule: `has IR version ${ir}`, fix: `export with an IR version of ${irVersion.min} to ${irVersion.max}` });
  }
  const versions = model.opsetImport.filter(({ domain }) => DEFAULT_DOMAINS.has(domain ?? '')).map(({ version }) => version ?? 0);
  if (versions.length !== 1 || !versions.every((version) => version >= opset.min && version <= opset.max)) {
    const rule = `imports opset ${versions.join(' and ') || 'none'} of the default domain`;
    faults.push({ rule, fix: `export with one opset_version of ${opset.min} to ${opset.max}` });
  }
  if (model.functions.length > 0)
    faults.push({ rule: 'defines functions', fix: 'inline them (onnx.inliner.inline_local_functions)' });
  if (model.trainingInfo.length > 0)
    faults.push({ rule: 'carries training information', fix: 'export the inference graph only' });
  if (model.configuration.length > 0) faults.push({ rule: 'is configured for several devices', fix: 'export for one device' });
  return faults;
}

function nodeFault(node: OnnxNode): TensorFault | null {
  const operator = node.opType ?? '';
  const label = `node "${printable(node.name)}"`;
  if (!DEFAULT_DOMAINS.has(node.domain ?? '') || node.overload) {
    const rule = `${label} uses operator ${printable(operator)} of domain "${printable(node.domain)}"`;
    return { rule, fix: 'export with operators of the default ONNX domain only' };
  }
  if (RANDOM_OPERATORS.has(operator)) {
    return {
      rule: `${label} uses the random operator ${operator}`,
      fix: 'export in evaluation mode (model.eval()), without sampling',
    };
  }
  if (!ALLOWED_OPERATORS.has(operator)) {
    return {
      rule: `${label} uses operator ${printable(operator)}`,
      fix: 'rewrite it with operators of the allow-list in the documentation',
    };
  }
  if (node.attribute.some(({ name, i }) => name === 'training_mode' && i !== undefined && i !== 0)) {
    return { rule: `${label} is in training mode`, fix: 'export in evaluation mode (model.eval())' };
  }
  if (
    node.attribute.some(({ refAttrName, sparseTensor, sparseTensors }) => refAttrName || sparseTensor || sparseTensors.length > 0)
  ) {
    return { rule: `${label} has an attribute by reference or a sparse one`, fix: 'export with a standard ONNX exporter' };
  }
  return null;
}

function graphFaults(main: OnnxGraph, maximumBytes: number): TensorFault[] {
  const graphs = allGraphs(main);
  const faults: TensorFault[] = [];
  const { nodes: maximumNodes, subgraphDepth } = LIMITS.onnx;
  const depth = Math.max(...graphs.map((entry) => entry.depth));
  if (depth > subgraphDepth) faults.push({ rule: `nests graphs ${depth} deep`, fix: `keep to ${subgraphDepth}` });
  if (graphs.some(({ graph }) => graph.sparseInitializer.length > 0))
    faults.push({ rule: 'has sparse weights', fix: 'store them dense' });

  const nodes = graphs.flatMap(({ graph }) => graph.node);
  if (nodes.length === 0) faults.push({ rule: 'has no nodes', fix: 'export the encoder itself' });
  if (nodes.length > maximumNodes) faults.push({ rule: `has ${nodes.length} nodes`, fix: `keep to ${maximumNodes}` });
  else faults.push(...nodes.map(nodeFault).filter((fault) => fault !== null));

  const tensors = graphs.flatMap(({ graph }) => tensorsOf(graph));
  let bytes = 0;
  for (const tensor of tensors) {
    const fault = tensorFault(tensor);
    if (fault) faults.push({ rule: `tensor "${printable(tensor.name)}" ${fault.rule}`, fix: fault.fix });
    // What a faulty tensor declares is not to be believed.
    else bytes += declaredBytes(tensor);
  }
  if (bytes > maximumBytes) faults.push({ rule: `has ${bytes} bytes of weights`, fix: `keep to ${maximumBytes}` });
  return faults;
}

/** Faults of one kind are many in a hostile file; the first few say enough. */
const MAXIMUM_FAULTS = 20;

/**
 * Everything that is wrong with an encoder, from its bytes alone: nothing is executed.
 *
 * @param path names the file in the faults
 * @param observationShape shape of one observation of the track, without the batch
 * @param maximumBytes of the file
 */
export function auditModel(
  path: string,
  bytes: Uint8Array,
  observationShape: readonly number[],
  maximumBytes: number = LIMITS.fileBytes,
): Fault[] {
  if (bytes.byteLength > maximumBytes) {
    return [{ path, rule: `has ${bytes.byteLength} bytes`, fix: `keep a model to ${maximumBytes} bytes` }];
  }
  const model = decodeModel(bytes);
  if ('rule' in model) return [{ path, ...model }];
  const { graph } = model;
  if (!graph) return [{ path, rule: 'has no graph', fix: 'export the model again and check that the file is complete' }];
  const faults = [...modelFaults(model), ...signatureFaults(graph, observationShape), ...graphFaults(graph, maximumBytes)];
  // Shapes are followed only where nothing else is wrong: the rules may take nodes and tensors for what they should be.
  if (faults.length === 0) faults.push(...sizeFaults(graph, observationShape));
  if (faults.length === 0) faults.push(...traceCodes(graph, opsetOf(model), observationShape).faults);
  return faults.slice(0, MAXIMUM_FAULTS).map(({ rule, fix }) => ({ path, rule, fix }));
}
