import type { OnnxModel } from './messages.ts';

/** Options of the program that wrote a file, as its user types them. */
export interface ExporterWords {
  /** How messages name it. */
  readonly exporter: string;
  readonly names: { readonly input: string; readonly output: string };
  /** The batch as the one dynamic axis, of input and output. */
  readonly dynamicBatch: string;
  readonly opset: string;
  readonly inference: string;
  /** Weights inside the file. */
  readonly oneFile: string;
  /** Single precision. */
  readonly float32: string;
}

const EVAL = 'export in evaluation mode (model.eval()), without sampling';

const PYTORCH = {
  names: { input: 'input_names=["x"]', output: 'output_names=["codes"]' },
  opset: 'opset_version=17',
  inference: EVAL,
  oneFile: 'external_data=False',
  float32: 'model.float(), and an example input of torch.float32',
};

const LEGACY: ExporterWords = {
  ...PYTORCH,
  exporter: 'torch.onnx.export with dynamo=False',
  dynamicBatch: 'dynamic_axes={"x": {0: "batch"}, "codes": {0: "batch"}}',
};

const DYNAMO: ExporterWords = {
  ...PYTORCH,
  exporter: 'torch.onnx.export with dynamo=True',
  dynamicBatch: 'dynamic_shapes=[{0: torch.export.Dim("batch")}], with an example of 2 rows or more',
  opset: 'opset_version=18',
};

const TF2ONNX: ExporterWords = {
  exporter: 'tf2onnx',
  names: {
    input: 'input_signature=[tf.TensorSpec([None, ...], tf.float32, name="x")], or --rename-inputs x',
    output: 'a last layer named "codes" (keras.layers.Identity(name="codes")), or --rename-outputs codes',
  },
  dynamicBatch:
    'input_signature=[tf.TensorSpec([None, ...], tf.float32, name="x")], None being the batch, and -1 for it in reshape',
  opset: 'opset=17 (--opset 17)',
  inference: 'export the call with training=False, without sampling',
  oneFile: 'large_model=False, and no --large_model',
  float32: 'a TensorSpec of tf.float32, and tf.cast(codes, tf.float32)',
};

const SKL2ONNX: ExporterWords = {
  exporter: 'skl2onnx',
  names: {
    input: 'initial_types=[("x", FloatTensorType([None, d]))]',
    output: 'final_types=[("codes", FloatTensorType([None, m]))]',
  },
  dynamicBatch: 'initial_types=[("x", FloatTensorType([None, d]))] and final_types=[("codes", FloatTensorType([None, m]))]',
  opset: 'target_opset=17',
  inference: 'convert a fitted transformer',
  oneFile: 'onnx.save(model, file, save_as_external_data=False)',
  float32: 'FloatTensorType, not DoubleTensorType',
};

const JAX: ExporterWords = {
  exporter: 'jax2onnx',
  names: {
    input: 'an Identity node that reads "x" in front (onnx.compose.merge_models)',
    output: 'an Identity node that gives "codes" at the end (onnx.compose.merge_models)',
  },
  dynamicBatch: 'to_onnx(f, [("B", ...)]), a name in place of the batch size',
  opset: 'opset=21',
  inference: 'export the function with deterministic=True, without sampling',
  oneFile: 'onnx.save(model, file, save_as_external_data=False)',
  float32: 'enable_double_precision=False',
};

const MATLAB: ExporterWords = {
  exporter: 'exportONNXNetwork',
  names: { input: 'an input layer with Name="x"', output: 'a last layer with Name="codes"' },
  dynamicBatch: 'exportONNXNetwork(net, file, BatchSize=[])',
  opset: 'OpsetVersion=14',
  inference: 'export a trained network',
  oneFile: 'onnx.save(onnx.load(file), file, save_as_external_data=False)',
  float32: 'single precision',
};

/** Where the file does not say who wrote it. */
const ANY: ExporterWords = {
  ...PYTORCH,
  exporter: 'your exporter',
  dynamicBatch:
    'dynamic_axes={"x": {0: "batch"}, "codes": {0: "batch"}}, or dynamic_shapes=[{0: Dim("batch")}] with dynamo=True (PyTorch); ' +
    'None in the signature (tf2onnx, skl2onnx)',
};

const BY_PRODUCER: readonly (readonly [pattern: RegExp, words: ExporterWords])[] = [
  [/tf2onnx|keras|tensorflow/i, TF2ONNX],
  [/skl2onnx|sklearn|onnxmltools/i, SKL2ONNX],
  [/jax/i, JAX],
  [/matlab/i, MATLAB],
];

/** PyTorch's newer exporter names nodes after their operators, and the older one after paths of modules. */
function isDynamo({ graph }: OnnxModel): boolean {
  return graph?.node.some(({ name = '' }) => name.startsWith('node_')) ?? false;
}

/** The words of the program that wrote a file. */
export function exporterWords(model: OnnxModel): ExporterWords {
  const producer = model.producerName ?? '';
  if (/pytorch|torch/i.test(producer)) return isDynamo(model) ? DYNAMO : LEGACY;
  return BY_PRODUCER.find(([pattern]) => pattern.test(producer))?.[1] ?? ANY;
}
