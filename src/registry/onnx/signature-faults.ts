import { LIMITS } from '../limits.ts';
import { printable } from '../printable.ts';
import type { ExporterWords } from './exporter.ts';
import type { OnnxGraph, OnnxValue } from './messages.ts';
import { DATA_TYPES, type TensorFault } from './tensor-faults.ts';
import { describeSizes } from './traced-tensor.ts';

/** The one input of an encoder, [batch, …observation shape]. */
export const INPUT_NAME = 'x';
/** The one output that is scored, [batch, m]. */
export const OUTPUT_NAME = 'codes';

interface Signature {
  /** Absent where the file does not say any shape. */
  readonly axes: readonly (number | null)[] | null;
  readonly float32: boolean;
}

function signatureOf({ type }: OnnxValue): Signature {
  const { shape, elemType } = type?.tensorType ?? {};
  return { axes: shape ? shape.dim.map(({ dimValue }) => dimValue ?? null) : null, float32: elemType === DATA_TYPES.float32 };
}

function describe([batch, ...shape]: readonly (number | null)[]): string {
  return describeSizes([batch ?? 'batch', ...shape.map((size) => size ?? '?')]);
}

/** "[batch, 5]", as an input or output is declared. */
export function describeSignature(value: OnnxValue): string {
  return describe(signatureOf(value).axes ?? []);
}

/** Names that a message tells: a hostile file may have thousands. */
const SHOWN_NAMES = 5;

function namesOf(values: readonly OnnxValue[]): string {
  const names = values.slice(0, SHOWN_NAMES).map(({ name }) => printable(name));
  return [...names, ...(values.length > SHOWN_NAMES ? ['...'] : [])].join(', ');
}

/** The axes in reverse: a common slip. */
function isTransposed(axes: readonly (number | null)[], observationShape: readonly number[]): boolean {
  return observationShape.length === 1 && axes.length === 2 && axes[0] === observationShape[0] && axes[1] !== observationShape[0];
}

function inputFaults(graph: OnnxGraph, observationShape: readonly number[], words: ExporterWords): TensorFault[] {
  const initialised = new Set(graph.initializer.map(({ name }) => name));
  const inputs = graph.input.filter(({ name }) => !initialised.has(name) || name === INPUT_NAME);
  const [input] = inputs;
  if (inputs.length !== 1 || input?.name !== INPUT_NAME) {
    const names = namesOf(inputs);
    return [{ rule: `has the inputs "${names}"`, fix: `export with ${words.names.input}, and no other input` }];
  }
  const { axes, float32 } = signatureOf(input);
  const faults: TensorFault[] = [];
  if (!float32) faults.push({ rule: 'has an input that is not float32', fix: `export in single precision: ${words.float32}` });
  const [batch = null, ...shape] = axes ?? [];
  const expected = describe([null, ...observationShape]);
  if (axes && isTransposed(axes, observationShape)) {
    faults.push({ rule: `takes x of shape ${describe(axes)}, turned round`, fix: `take ${expected}: one observation a row` });
    return faults;
  }
  if (batch !== null)
    faults.push({ rule: `has a fixed batch size, ${batch}`, fix: `export with a dynamic first axis: ${words.dynamicBatch}` });
  if (!axes || shape.length !== observationShape.length || shape.some((size, axis) => size !== observationShape[axis])) {
    const rule = axes ? `takes x of shape ${describe([null, ...shape])}` : 'takes x of a shape that the file does not say';
    faults.push({ rule, fix: `export with x of shape ${expected}, only the batch dynamic` });
  }
  return faults;
}

function outputFaults(graph: OnnxGraph, words: ExporterWords): TensorFault[] {
  const [output] = graph.output;
  if (graph.output.length !== 1 || output?.name !== OUTPUT_NAME) {
    const names = namesOf(graph.output);
    return [{ rule: `has the outputs "${names}"`, fix: `export with ${words.names.output}, and no other output` }];
  }
  const { axes, float32 } = signatureOf(output);
  const faults: TensorFault[] = [];
  if (!float32)
    faults.push({ rule: 'has an output that is not float32', fix: `give codes in single precision: ${words.float32}` });
  if (axes && axes.length !== 2) {
    const fix = `flatten the codes to [batch, m] with a fixed m of 1 to ${LIMITS.codes}`;
    faults.push({ rule: `gives codes of shape ${describe([null, ...axes.slice(1)])}`, fix });
    return faults;
  }
  const batch = axes?.[0] ?? null;
  if (batch !== null) {
    faults.push({
      rule: `gives codes of a fixed batch size, ${batch}`,
      fix: `export with a dynamic first axis: ${words.dynamicBatch}`,
    });
  }
  return faults;
}

/** What is wrong with the model's input and output. @param words of the program that wrote the file */
export function signatureFaults(graph: OnnxGraph, observationShape: readonly number[], words: ExporterWords): TensorFault[] {
  return [...inputFaults(graph, observationShape, words), ...outputFaults(graph, words)];
}
