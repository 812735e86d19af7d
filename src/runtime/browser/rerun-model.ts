import { npyToMatrix, parseNpy } from '../../core/npy.ts';
import { evaluateInstance, givenWith } from '../../evaluation/evaluate-instance.ts';
import { evaluateModel } from '../../evaluation/evaluate-model.ts';
import { requireBoard } from '../../boards/catalogue.ts';
import { littleEndianBytes, type DigestibleArray } from '../../registry/digest.ts';
import type { InstanceMeasurement } from '../../registry/record.ts';
import { drawRows } from '../../suite/tracks/draw-rows.ts';
import { fastSha256 } from './fast-sha256.ts';
import { createBrowserSession, type BrowserSession } from './onnx-session.ts';
import type { ModelTask } from './rerun-lane-protocol.ts';
import type { ModelOutcome } from './rerun-protocol.ts';

/** Called with a share of the model's work, 0 to 1: half done when its codes are there; then come the metrics. */
export type ModelProgress = (share: number, step: string) => void;

function metricProgress(progress: ModelProgress, { length }: readonly unknown[]): (count: number) => void {
  return (count) => progress((1 + count / length) / 2, `${count} of ${length} metrics`);
}

async function outcomeOf(
  measurement: InstanceMeasurement,
  codes: DigestibleArray,
  recomputed: ModelOutcome['recomputed'],
): Promise<ModelOutcome> {
  const digest = await fastSha256(littleEndianBytes(codes));
  return { codes: { recorded: measurement.codes_sha256, recomputed: digest }, recorded: measurement.metrics, recomputed };
}

/** The graph or dictionary that was submitted with a model. */
function readStructure({ structure }: ModelTask) {
  return structure && npyToMatrix(parseNpy(structure));
}

/** A session that opens while the data is drawn, and is waited for when there is something to encode. */
function openMeanwhile(opening: Promise<BrowserSession>): BrowserSession {
  // Whoever runs it hears of a failure.
  opening.catch(() => {});
  return {
    run: async (batch, rows) => await (await opening).run(batch, rows),
    release: async () => await (await opening).release(),
  };
}

/**
 * Encodes a fresh draw with the model and measures the codes.
 *
 * @param runtime resolves once there is one
 * @throws Error where the model fails
 */
export async function rerunEncoder(task: ModelTask, runtime: Promise<void>, progress: ModelProgress): Promise<ModelOutcome> {
  const { draw_seed, n, m, instance: index } = task.measurement;
  const { track, browserPanel } = requireBoard(task.track);
  const panel = browserPanel.filter((key) => key in task.measurement.metrics);
  const instance = track.createInstance(index, task.variant);
  const session = openMeanwhile(runtime.then(() => createBrowserSession(task.file, instance.observationShape, m)));
  try {
    const { codes, metrics } = await evaluateModel({
      instance,
      session,
      drawSeed: draw_seed,
      n,
      panel,
      structure: readStructure(task),
      onProgress: (rows) => progress(rows / n / 2, `${rows} of ${n} rows encoded`),
      onComputed: metricProgress(progress, panel),
    });
    return await outcomeOf(task.measurement, codes, metrics);
  } finally {
    await session.release();
  }
}

/** Measures the codes that the author supplied, against the public draw. */
export async function rerunCodes(task: ModelTask, progress: ModelProgress): Promise<ModelOutcome> {
  const { draw_seed, n, instance: index } = task.measurement;
  const { track, browserPanel } = requireBoard(task.track);
  const panel = browserPanel.filter((key) => key in task.measurement.metrics);
  const array = parseNpy(task.file);
  const instance = track.createInstance(index, task.variant);
  const { factors } = drawRows(instance, draw_seed, n);
  const given = givenWith(instance, readStructure(task));
  const metrics = evaluateInstance(factors, npyToMatrix(array), panel, given, metricProgress(progress, panel));
  return await outcomeOf(task.measurement, array.data, metrics);
}
