import { npyToMatrix, parseNpy } from '../core/npy.ts';
import { InputError } from '../core/input-error.ts';
import { sha256Hex } from './digest.ts';
import { decodeModel } from './onnx/decode.ts';
import type { OnnxGraph, OnnxTensor } from './onnx/messages.ts';
import { tensorFault } from './onnx/tensor-faults.ts';
import { isFloating, tensorValues } from './onnx/tensor-values.ts';

/** A tensor of fewer different numbers may be a mask, a scale or a shape: it says nothing of who trained it. */
const FEWEST_NUMBERS = 8;

/** A digest of some numbers whatever their order; null where they say nothing. */
function digestOf(values: ArrayLike<number>): string | null {
  const sorted = Float32Array.from(values).sort();
  let different = 0;
  for (let i = 0; i < sorted.length && different < FEWEST_NUMBERS; i++) if (i === 0 || sorted[i] !== sorted[i - 1]) different++;
  return different < FEWEST_NUMBERS ? null : sha256Hex(new Uint8Array(sorted.buffer));
}

function* tensorsOf(graph: OnnxGraph): Generator<OnnxTensor> {
  yield* graph.initializer;
  for (const { attribute } of graph.node) {
    for (const { t, tensors, g, graphs } of attribute) {
      yield* t ? [t, ...tensors] : tensors;
      for (const inner of g ? [g, ...graphs] : graphs) yield* tensorsOf(inner);
    }
  }
}

/**
 * Digests of the numbers that were trained, one for each tensor of fractions in a model, or one for an array. Names, places, element
 * order, shape and floating type do not come into them: they stay the same where a file is written again, its tensors are transposed, or
 * its hidden units change places.
 *
 * @param name of the file, which says its kind
 * @returns none where the file cannot be read
 */
export function trainedNumbers(name: string, bytes: Uint8Array): ReadonlySet<string> {
  if (name.endsWith('.npy')) {
    try {
      return new Set([digestOf(npyToMatrix(parseNpy(bytes)).data)].filter((digest) => digest !== null));
    } catch (error) {
      if (error instanceof InputError) return new Set();
      throw error;
    }
  }
  const model = decodeModel(bytes);
  if ('rule' in model || !model.graph) return new Set();
  const digests = [...tensorsOf(model.graph)].flatMap((tensor) => {
    if (!isFloating(tensor.dataType) || tensorFault(tensor, '')) return [];
    return digestOf(tensorValues(tensor) ?? []) ?? [];
  });
  return new Set(digests);
}
