import type { Fault } from '../../core/input-error.ts';
import { LIMITS } from '../limits.ts';
import { attributeRule } from './attribute-faults.ts';
import { decodeModel } from './decode.ts';
import { exporterWords, type ExporterWords } from './exporter.ts';
import type { OnnxGraph, OnnxModel, OnnxNode, OnnxTensor } from './messages.ts';
import { kernelFaults } from './kernel-faults.ts';
import { nameFaults, reservedNameFaults } from './node-order.ts';
import { opsetFault } from './operator-forms.ts';
import { NO_REPLACEMENT, operatorDecision, OPERATOR_PAGE, type OperatorDecision } from './operators.ts';
import { printable } from '../printable.ts';
import { traceCodes } from './row-faults.ts';
import { signatureFaults } from './signature-faults.ts';
import { sizeFaults } from './size-faults.ts';
import { declaredBytes, tensorFault, type TensorFault } from './tensor-faults.ts';
import { weightFaults } from './weight-faults.ts';

/** Domains by the name that decides: '' is also written out. */
function domainOf(domain: string | undefined): string {
  return domain === 'ai.onnx' ? '' : (domain ?? '');
}

/** The opset that a file imports of each domain of ours, in a file without faults. */
type Opsets = ReadonlyMap<string, number>;

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

function opsetsOf({ opsetImport }: OnnxModel): Opsets {
  return new Map(opsetImport.map(({ domain, version }) => [domainOf(domain), version ?? 0]));
}

/** Opsets that a message tells of those that a hostile file imports. */
const SHOWN_OPSETS = 4;

function opsetFaults(model: OnnxModel, words: ExporterWords): TensorFault[] {
  const { opset } = LIMITS.onnx;
  const { least, most } = TRADITIONAL_OPSETS;
  const versionsOf = (wanted: string) => [
    ...new Set(model.opsetImport.filter(({ domain }) => domainOf(domain) === wanted).map(({ version }) => version ?? 0)),
  ];
  const shown = (versions: readonly number[]) => versions.slice(0, SHOWN_OPSETS).join(' and ') || 'none';
  const faults: TensorFault[] = [];
  const versions = versionsOf('');
  // Some converters write the same entry twice.
  if (versions.length !== 1 || !versions.every((version) => version >= opset.min && version <= opset.max)) {
    const rule = `imports opset ${shown(versions)} of the default domain`;
    faults.push({ rule, fix: `export with one opset of ${opset.min} to ${opset.max}: ${words.opset}` });
  }
  const traditional = versionsOf('ai.onnx.ml');
  if (traditional.length > 1 || !traditional.every((version) => version >= least && version <= most)) {
    const rule = `imports opset ${shown(traditional)} of ai.onnx.ml`;
    faults.push({ rule, fix: `export with one version of ${least} to ${most}: ${words.opset}` });
  }
  return faults;
}

function modelFaults(model: OnnxModel, words: ExporterWords): TensorFault[] {
  const faults: TensorFault[] = [];
  const { irVersion } = LIMITS.onnx;
  const ir = model.irVersion ?? 0;
  if (!(ir >= irVersion.min && ir <= irVersion.max)) {
    faults.push({ rule: `has IR version ${ir}`, fix: `export with an IR version of ${irVersion.min} to ${irVersion.max}` });
  }
  faults.push(...opsetFaults(model, words));
  if (model.functions.length > 0)
    faults.push({ rule: 'defines functions', fix: 'inline them (onnx.inliner.inline_local_functions)' });
  if (model.trainingInfo.length > 0)
    faults.push({ rule: 'carries training information', fix: 'export the inference graph only' });
  if (model.configuration.length > 0) faults.push({ rule: 'is configured for several devices', fix: 'export for one device' });
  return faults;
}

/** What is done of an operator that stays out, in the words of the exporter that wrote the file. */
function replacement({ instead }: OperatorDecision, { exporter }: ExporterWords): string {
  const { pytorch = '', keras = '', scikitLearn = '' } = instead ?? {};
  const own = exporter === 'tf2onnx' ? keras : exporter === 'skl2onnx' ? scikitLearn : pytorch;
  return own === NO_REPLACEMENT ? pytorch : own;
}

/** Quantised forms of operators, as onnxruntime's tools write them. */
const QUANTISED = /^(Q[A-Z]|QLinear|Dynamic)/;

/** What is done of an operator that is none of ours: most come from onnxruntime's own tools. */
function foreignFix(domain: string, operator: string): string {
  const listed = `(${OPERATOR_PAGE} lists them)`;
  if (domain !== 'com.microsoft') return `export with operators of the default ONNX domain ${listed}`;
  if (QUANTISED.test(operator))
    return `quantise with quantize_static(..., quant_format=QuantFormat.QDQ), or submit float32 ${listed}`;
  return `submit the file as its exporter wrote it, not as onnxruntime or a transformer optimiser rewrote it ${listed}`;
}

/** Types that hold no number. */
const NO_NUMBERS: readonly number[] = [8, 14, 15];
/** From here on types are narrower than float16: bfloat16, float8, int4 and so on, with which the runtime hardly computes. */
const FIRST_NARROW_TYPE = 16;

function nodeFault(node: OnnxNode, opsets: Opsets, words: ExporterWords): TensorFault | null {
  const operator = node.opType ?? '';
  const label = `node "${printable(node.name)}"`;
  const domain = domainOf(node.domain);
  const decision = node.overload ? undefined : operatorDecision(domain, operator);
  const uses = `${label} uses operator ${printable(operator)}${domain === '' ? '' : ` of domain "${printable(domain)}"`}`;
  if (!decision) return { rule: uses, fix: foreignFix(domain, operator) };
  if (!decision.admitted) {
    const fix = `${replacement(decision, words)} (${OPERATOR_PAGE})`;
    return {
      rule: `${decision.deterministic ? uses : `${label} uses the random operator ${operator}`}, which ${decision.note}`,
      fix,
    };
  }
  const opset = opsets.get(domain);
  if (opset === undefined) return { rule: `${uses}, but imports no opset of it`, fix: `export again: ${words.opset}` };
  if (node.attribute.some(({ name, i }) => name === 'training_mode' && i !== undefined && i !== 0)) {
    return { rule: `${label} is in training mode`, fix: words.inference };
  }
  if (operator === 'Cast' && node.attribute.some(({ name, i }) => name === 'to' && NO_NUMBERS.includes(i ?? 0))) {
    return { rule: `${label} casts to STRING or a complex type`, fix: 'keep to numbers: float32, int64 or bool' };
  }
  if (operator === 'Cast' && node.attribute.some(({ name, i }) => name === 'to' && (i ?? 0) >= FIRST_NARROW_TYPE)) {
    return { rule: `${label} casts to bfloat16 or a narrower type`, fix: `export in single precision: ${words.float32}` };
  }
  if (
    node.attribute.some(({ refAttrName, sparseTensor, sparseTensors }) => refAttrName || sparseTensor || sparseTensors.length > 0)
  ) {
    return { rule: `${label} has an attribute by reference or a sparse one`, fix: 'export with a standard ONNX exporter' };
  }
  const misread = attributeRule(node);
  if (misread) return { rule: `${label} ${misread}`, fix: 'export with a standard ONNX exporter' };
  const fault = opsetFault(node, domain as '' | 'ai.onnx.ml', opset);
  return fault && { rule: `${label} ${fault.rule}`, fix: `${fault.fix}: ${words.opset}` };
}

function graphFaults(main: OnnxGraph, opsets: Opsets, words: ExporterWords, maximumBytes: number): TensorFault[] {
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
  else faults.push(...nodes.map((node) => nodeFault(node, opsets, words)).filter((fault) => fault !== null));

  const tensors = graphs.flatMap(({ graph }) => tensorsOf(graph));
  let bytes = 0;
  for (const tensor of tensors) {
    const fault = tensorFault(tensor, words.oneFile);
    if (fault) faults.push({ rule: `tensor "${printable(tensor.name)}" ${fault.rule}`, fix: fault.fix });
    // What a faulty tensor declares is not to be believed.
    else bytes += declaredBytes(tensor);
  }
  if (bytes > maximumBytes) faults.push({ rule: `has ${bytes} bytes of weights`, fix: `keep to ${maximumBytes}` });
  return faults;
}

/** Versions of ai.onnx.ml that the pinned runtime reads. */
const TRADITIONAL_OPSETS = { least: 1, most: 5 };

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
  const words = exporterWords(model);
  const opsets = opsetsOf(model);
  const faults = [
    ...modelFaults(model, words),
    ...reservedNameFaults(graph),
    ...signatureFaults(graph, observationShape, words),
    ...graphFaults(graph, opsets, words, maximumBytes),
  ];
  // What follows takes for granted that nodes, tensors and their names are what they should be.
  for (const check of [
    () => nameFaults(graph),
    () => weightFaults(graph),
    () => kernelFaults(graph),
    () => sizeFaults(graph, observationShape),
    () => traceCodes(graph, opsets.get('')!, observationShape).faults,
  ]) {
    if (faults.length === 0) faults.push(...check());
  }
  return faults.slice(0, MAXIMUM_FAULTS).map(({ rule, fix }) => ({ path, rule, fix }));
}
