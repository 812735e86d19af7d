import { fromRowMajor } from '../core/matrix.ts';
import type { Matrix } from '../core/matrix.ts';
import { drawRows } from '../suite/tracks/draw-rows.ts';
import type { TrackInstance } from '../suite/tracks/track.ts';
import { assertNotDegenerate } from './degenerate.ts';
import { encodeObservations, type Encoding } from './encode.ts';
import { evaluateInstance, givenWith, type MetricScalars } from './evaluate-instance.ts';
import type { RecordedKey } from './recorded-key.ts';
import type { Session } from './session.ts';

/** What one model scores on one draw. */
export interface ModelEvaluation {
  readonly n: number;
  readonly d: number;
  readonly m: number;
  /** n × m in C order, as the runtime gave them. */
  readonly codes: Float32Array;
  readonly metrics: Readonly<Record<string, MetricScalars>>;
  /** What was measured: factors n × d, codes n × m. */
  readonly arrays: { readonly factors: Matrix; readonly codes: Matrix };
}

export interface ModelEvaluationRequest {
  readonly instance: TrackInstance;
  readonly session: Session;
  readonly drawSeed: string;
  /** Rows of the draw. */
  readonly n: number;
  readonly panel: readonly RecordedKey[];
  /** The graph or dictionary that was submitted with the model. */
  readonly structure?: Matrix | undefined;
  /** Called with the number of encoded rows; cancels by throwing. */
  readonly onProgress?: (rows: number) => void;
  /** Called once, when the model has done its part and only metrics are left. */
  readonly onEncoded?: () => Promise<void>;
  /** Called with the number of metrics computed so far. */
  readonly onComputed?: (count: number) => void;
}

/**
 * Measures what an encoder made of a draw.
 *
 * @param factors n × d, of the rows that were encoded
 * @throws InputError where the codes are degenerate
 */
export function evaluateEncoding(
  { instance, panel, structure, onComputed }: Pick<ModelEvaluationRequest, 'instance' | 'panel' | 'structure' | 'onComputed'>,
  factors: Matrix,
  { codes, m }: Encoding,
): ModelEvaluation {
  const n = factors.rows;
  const matrix = fromRowMajor(codes, n, m);
  assertNotDegenerate(factors, matrix, instance.observationShape);
  const metrics = evaluateInstance(factors, matrix, panel, givenWith(instance, structure), onComputed);
  return { n, d: instance.d, m, codes, metrics, arrays: { factors, codes: matrix } };
}

/**
 * Draws, encodes, and measures: the whole way from a model to its numbers, the same in Node and in the browser.
 *
 * @throws InputError where the encoder breaks its contract
 */
export async function evaluateModel(request: ModelEvaluationRequest): Promise<ModelEvaluation> {
  const { instance, session, drawSeed, n, onProgress, onEncoded } = request;
  const { factors, observe } = drawRows(instance, drawSeed, n);
  const shape = instance.observationShape;
  const encoding = await encodeObservations({ session, observe, shape, n, seed: drawSeed, onProgress });
  await onEncoded?.();
  return evaluateEncoding(request, factors, encoding);
}
