import { decodeModel } from './decode.ts';
import { OUTPUT_NAME } from './signature-faults.ts';
import { inferShapes } from './size-faults.ts';

/** Rows of the batch for which shapes are followed: any number gives the same width. */
const ROWS = 2;

/** How many codes an encoder gives, as far as its file says. */
export interface CodesWidth {
  /** By the shapes that follow from the graph, whatever the file declares; null where they do not follow. */
  readonly followed: number | null;
  /** By the file's own word; null where it leaves that open. */
  readonly declared: number | null;
}

/** What a file says of the number of its codes. @param observationShape shape of one observation, without the batch */
export function codesWidth(bytes: Uint8Array, observationShape: readonly number[]): CodesWidth {
  const model = decodeModel(bytes);
  if ('rule' in model || !model.graph) return { followed: null, declared: null };
  const output = model.graph.output.find(({ name }) => name === OUTPUT_NAME);
  return {
    followed: inferShapes(model.graph, observationShape, ROWS).get(OUTPUT_NAME)?.shape[1] ?? null,
    declared: output?.type?.tensorType?.shape?.dim?.[1]?.dimValue ?? null,
  };
}

/** How many codes an encoder must give: by the shapes that follow from its file, or else by its own word; null where it has none. */
export function codesOf(bytes: Uint8Array, observationShape: readonly number[]): number | null {
  const { followed, declared } = codesWidth(bytes, observationShape);
  return followed ?? declared;
}
