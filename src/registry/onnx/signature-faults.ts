import { printable } from '../printable.ts';
import type { OnnxGraph, OnnxValue } from './messages.ts';
import { DATA_TYPES, type TensorFault } from './tensor-faults.ts';

/** The one input of an encoder, [batch, …observation shape]. */
export const INPUT_NAME = 'x';
/** The one output that is scored, [batch, m]. */
export const OUTPUT_NAME = 'codes';

interface Signature {
  readonly dynamicBatch: boolean;
  /** Without the batch; null where an axis is not fixed. */
  readonly shape: readonly (number | null)[];
  readonly float32: boolean;
}

function signatureOf({ type }: OnnxValue): Signature {
  const dimensions = type?.tensorType?.shape?.dim ?? [];
  const [batch, ...rest] = dimensions;
  return {
    dynamicBatch: batch !== undefined && batch.dimValue === undefined,
    shape: rest.map(({ dimValue }) => dimValue ?? null),
    float32: type?.tensorType?.elemType === DATA_TYPES.float32,
  };
}

function describe(shape: readonly (number | null)[]): string {
  return `[batch${shape.map((size) => `, ${size ?? '?'}`).join('')}]`;
}

/** "[batch, 5]", as an input or output is declared. */
export function describeSignature(value: OnnxValue): string {
  return describe(signatureOf(value).shape);
}

/** How PyTorch's two exporters are told. */
function dynamicBatchFix(name: string): string {
  return `export with a dynamic first axis: dynamic_axes={"${name}": {0: "batch"}}, or dynamic_shapes=[{0: Dim("batch")}] with dynamo=True`;
}

function inputFaults(graph: OnnxGraph, observationShape: readonly number[]): TensorFault[] {
  const initialised = new Set(graph.initializer.map(({ name }) => name));
  const inputs = graph.input.filter(({ name }) => !initialised.has(name));
  const [input] = inputs;
  if (inputs.length !== 1 || input?.name !== INPUT_NAME) {
    const names = inputs.map(({ name }) => printable(name)).join(', ');
    return [{ rule: `has the inputs "${names}"`, fix: `export with input_names=["${INPUT_NAME}"] and no other input` }];
  }
  const { dynamicBatch, shape, float32 } = signatureOf(input);
  const faults: TensorFault[] = [];
  if (!float32) faults.push({ rule: 'has an input that is not float32', fix: 'export in single precision' });
  if (!dynamicBatch) {
    faults.push({
      rule: 'has a fixed batch size',
      fix: dynamicBatchFix(INPUT_NAME),
    });
  }
  if (shape.length !== observationShape.length || shape.some((size, axis) => size !== observationShape[axis])) {
    const expected = describe(observationShape);
    faults.push({
      rule: `takes x of shape ${describe(shape)}`,
      fix: `export with x of shape ${expected}, only the batch dynamic`,
    });
  }
  return faults;
}

function outputFaults(graph: OnnxGraph): TensorFault[] {
  const [output] = graph.output;
  if (graph.output.length !== 1 || output?.name !== OUTPUT_NAME) {
    const names = graph.output.map(({ name }) => printable(name)).join(', ');
    return [{ rule: `has the outputs "${names}"`, fix: `export with output_names=["${OUTPUT_NAME}"] and no other output` }];
  }
  const { dynamicBatch, float32 } = signatureOf(output);
  const faults: TensorFault[] = [];
  if (!float32) faults.push({ rule: 'has an output that is not float32', fix: 'cast the codes to single precision' });
  if (!dynamicBatch) {
    const fix = dynamicBatchFix(OUTPUT_NAME);
    faults.push({ rule: 'gives codes of a fixed batch size', fix });
  }
  return faults;
}

/** What is wrong with the model's input and output. */
export function signatureFaults(graph: OnnxGraph, observationShape: readonly number[]): TensorFault[] {
  return [...inputFaults(graph, observationShape), ...outputFaults(graph)];
}
