import { fromRowMajor } from '../core/matrix.ts';
import type { MetricKey } from '../metrics/catalogue.ts';
import type { TrackInstance } from '../suite/tracks/track.ts';
import { assertNotDegenerate } from './degenerate.ts';
import { diagnose, type Diagnosis } from './diagnosis.ts';
import { encodeObservations } from './encode.ts';
import { evaluateInstance, type MetricScalars } from './evaluate-instance.ts';
import type { Session } from './session.ts';

/** What one model scores on one draw. */
export interface ModelEvaluation {
  readonly n: number;
  readonly d: number;
  readonly m: number;
  /** n × m in C order, as the runtime gave them. */
  readonly codes: Float32Array;
  readonly metrics: Readonly<Record<string, MetricScalars>>;
  readonly diagnosis: Diagnosis | null;
}

export interface ModelEvaluationRequest {
  readonly instance: TrackInstance;
  readonly session: Session;
  readonly drawSeed: string;
  /** Rows of the draw. */
  readonly n: number;
  readonly panel: readonly MetricKey[];
  /** Called with the number of encoded rows; cancels by throwing. */
  readonly onProgress?: (rows: number) => void;
  /** Called once, when the model has done its part and only metrics are left. */
  readonly onEncoded?: () => Promise<void>;
}

/**
 * Draws, encodes, and measures: the whole way from a model to its numbers, the same in Node and in the browser.
 *
 * @throws InputError where the encoder breaks its contract
 */
export async function evaluateModel(request: ModelEvaluationRequest): Promise<ModelEvaluation> {
  const { instance, session, drawSeed, n, panel, onProgress, onEncoded } = request;
  const { factors, observations } = instance.drawEvaluation(drawSeed, n);
  const { codes, m } = await encodeObservations(session, observations, instance.observationShape, n, onProgress);
  await onEncoded?.();
  const matrix = fromRowMajor(codes, n, m);
  assertNotDegenerate(factors, matrix);
  const metrics = evaluateInstance(factors, matrix, panel, instance.blocks);
  return { n, d: instance.d, m, codes, metrics, diagnosis: diagnose(factors, matrix) };
}
