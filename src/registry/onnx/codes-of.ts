import { decodeModel } from './decode.ts';
import { OUTPUT_NAME } from './signature-faults.ts';
import { inferShapes } from './size-faults.ts';

/** Rows of the batch for which shapes are followed: any number gives the same width. */
const ROWS = 2;

/** How many codes an encoder gives, by the shapes that follow from its file, whatever it declares; null where they do not follow. */
export function followedCodes(bytes: Uint8Array, observationShape: readonly number[]): number | null {
  const model = decodeModel(bytes);
  if ('rule' in model || !model.graph) return null;
  return inferShapes(model.graph, observationShape, ROWS).get(OUTPUT_NAME)?.shape[1] ?? null;
}

/** How many codes an encoder gives, by the shapes that follow from its file or else by its own word; null where it has none. */
export function codesOf(bytes: Uint8Array, observationShape: readonly number[]): number | null {
  const model = decodeModel(bytes);
  if ('rule' in model || !model.graph) return null;
  const declared = model.graph.output.find(({ name }) => name === OUTPUT_NAME)?.type?.tensorType?.shape?.dim?.[1]?.dimValue;
  return inferShapes(model.graph, observationShape, ROWS).get(OUTPUT_NAME)?.shape.at(-1) ?? declared ?? null;
}
