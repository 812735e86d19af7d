import { findTrack } from '../suite/tracks/catalogue.ts';
import { referenceSeconds } from './device-plan.ts';
import type { EvaluationCell } from './evaluation-cells.ts';
import { LIMITS } from './limits.ts';
import { codesWidth } from './onnx/codes-of.ts';
import { decodeModel } from './onnx/decode.ts';
import { modelCost, type ModelCost } from './onnx/model-cost.ts';

/** What a model costs, as far as its bytes say. */
interface KnownModel {
  readonly cost: ModelCost;
  /** Columns of the codes: as many as there may be where they do not follow from the file. */
  readonly codes: number;
}

/** What follows from the bytes of an encoder; null where they are no model. @param observationShape without the batch */
export function knownModel(bytes: Uint8Array, observationShape: readonly number[]): KnownModel | null {
  const model = decodeModel(bytes);
  if ('rule' in model || !model.graph) return null;
  // What a file declares binds nobody where nothing follows.
  const codes = codesWidth(bytes, observationShape).followed ?? LIMITS.codes;
  return { cost: modelCost(model.graph, observationShape), codes };
}

/** What the metrics of so many codes take, in seconds of one core. */
function metricSeconds(codes: number): number {
  const { cellSeconds, codeSeconds } = LIMITS.evaluation;
  return cellSeconds + codes * codeSeconds;
}

/** What an encoder takes for so many rows, in seconds of one core: all it may take where its work does not follow from the file. */
export function encoderSeconds({ cost }: KnownModel, rows: number): number {
  return cost.complete ? referenceSeconds(cost, rows) : Math.max(LIMITS.evaluation.encoderSeconds, referenceSeconds(cost, rows));
}

/**
 * What each cell takes, in seconds of one core, before anything has run.
 *
 * @param bytesOf bytes of a cell's file, or undefined where they are not here: such a model is taken for as slow as one may be
 */
export function estimateCells(
  cells: readonly EvaluationCell[],
  bytesOf: (cell: EvaluationCell) => Uint8Array | undefined,
): number[] {
  const known = new Map<string, KnownModel | null>();
  return cells.map((cell) => {
    const bytes = bytesOf(cell);
    if (bytes === undefined) return slowestCell();
    const { track, variant, instance, kind, sha256, rows } = cell;
    if (kind === 'codes') return metricSeconds(codesOf(bytes, rows));
    const key = `${sha256} ${track} ${instance}`;
    if (!known.has(key)) known.set(key, knownModel(bytes, findTrack(track).createInstance(instance, variant).observationShape));
    const model = known.get(key);
    return model ? encoderSeconds(model, rows) + metricSeconds(model.codes) : slowestCell();
  });
}

/** The longest that any cell is planned with. */
export function slowestCell(): number {
  return LIMITS.evaluation.encoderSeconds + metricSeconds(LIMITS.codes);
}

const FLOAT_BYTES = 4;

/** Columns of a `.npy` file of so many rows: at most, since a double takes two floats' bytes. */
function codesOf({ byteLength }: Uint8Array, rows: number): number {
  return Math.ceil(byteLength / FLOAT_BYTES / rows);
}

/** What all cells take together, in minutes of one core. */
export function minutesOf(seconds: readonly number[]): number {
  return Math.ceil(seconds.reduce((sum, value) => sum + value, 0) / 60);
}
