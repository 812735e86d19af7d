import type { Matrix } from '../../core/matrix.ts';
import { npyToMatrix, parseNpy } from '../../core/npy.ts';
import { evaluateInstance, givenWith } from '../../evaluation/evaluate-instance.ts';
import { evaluateModel } from '../../evaluation/evaluate-model.ts';
import { browserPanel } from '../../evaluation/panel.ts';
import { arrayDigest, permalinkDigest, resultDigest } from '../../registry/digest.ts';
import { drawSeed } from '../../registry/draw-seed.ts';
import type { InstanceMeasurement, Measured, ResultRecord } from '../../registry/record.ts';
import { findTrack } from '../../suite/tracks/catalogue.ts';
import { drawRows } from '../../suite/tracks/draw-rows.ts';
import type { Track, Variant } from '../../suite/tracks/track.ts';
import { openModelSource, type ModelSource } from './model-source.ts';
import { createBrowserSession, loadRuntime } from './onnx-session.ts';
import type { ModelOutcome, RerunReport, RerunRequest, RerunScope } from './rerun-protocol.ts';
import { fetchVerified, IntegrityError } from './verified-fetch.ts';

interface PlannedModel {
  readonly variant: Variant;
  readonly measurement: InstanceMeasurement;
}

const VARIANTS = ['main', 'twin'] as const;

function selectModels({ models }: Measured, scope: RerunScope): PlannedModel[] {
  const all = VARIANTS.flatMap((variant) => models[variant].map((measurement) => ({ variant, measurement })));
  if (scope === 'all') return all;
  const main = all.filter(({ variant }) => variant === 'main');
  return scope === 'main' ? main : main.slice(0, 1);
}

async function loadRecord({ recordUrl, permalink }: RerunRequest): Promise<Measured> {
  const response = await fetch(recordUrl);
  if (!response.ok) throw new Error(`The record could not be loaded (HTTP ${response.status}).`);
  const { measured } = (await response.json()) as ResultRecord;
  const digest = resultDigest(measured);
  if (permalinkDigest(digest) !== permalink) throw new IntegrityError('record', `${permalink}…`, digest);
  return measured;
}

/** The draw must follow from commit, suite, track and instance: a seed of anyone's choice would be no fresh draw. */
function assertFreshDraw({ draw, suite, track }: Measured, { variant, measurement }: PlannedModel): void {
  const name = { commit: draw.commit, suiteDigest: suite.digest, track: track.id, variant, instance: measurement.instance };
  const expected = drawSeed(name);
  if (expected !== measurement.draw_seed) throw new IntegrityError('draw seed', measurement.draw_seed, expected);
}

/** A model is half done when its codes are there; then come the metrics. Called with a share of the model's work, 0 to 1. */
type Progress = (share: number, step: string) => void;

function metricProgress(progress: Progress, { browserPanel: { length } }: Track): (count: number) => void {
  return (count) => progress((1 + count / length) / 2, `${count} of ${length} metrics`);
}

function outcomeOf(measurement: InstanceMeasurement, codesDigest: string, recomputed: ModelOutcome['recomputed']): ModelOutcome {
  return { codes: { recorded: measurement.codes_sha256, recomputed: codesDigest }, recorded: measurement.metrics, recomputed };
}

/** The graph or dictionary that was submitted with a model. */
async function loadStructure({ structure_sha256: sha256 }: InstanceMeasurement, modelsUrl: string): Promise<Matrix | undefined> {
  if (sha256 === undefined) return undefined;
  return npyToMatrix(parseNpy(await fetchVerified(`${modelsUrl}${sha256}.npy`, sha256, 'graph or dictionary')));
}

/** Encodes a fresh draw with the model and measures the codes. */
async function rerunEncoder(
  { variant, measurement }: PlannedModel,
  track: Track,
  modelsUrl: string,
  loadModel: ModelSource,
  progress: Progress,
): Promise<ModelOutcome> {
  const { artefact_sha256, draw_seed, n } = measurement;
  const instance = track.createInstance(measurement.instance, variant);
  const model = await loadModel(artefact_sha256);
  const session = await createBrowserSession(model, instance.observationShape);
  try {
    const { codes, metrics } = await evaluateModel({
      instance,
      session,
      drawSeed: draw_seed,
      n,
      panel: browserPanel(track),
      structure: await loadStructure(measurement, modelsUrl),
      onProgress: (rows) => progress(rows / n / 2, `${rows} of ${n} rows encoded`),
      onComputed: metricProgress(progress, track),
    });
    return outcomeOf(measurement, arrayDigest(codes), metrics);
  } finally {
    await session.release();
  }
}

/** Measures the codes that the author supplied, against the public draw. */
async function rerunCodes(
  { variant, measurement }: PlannedModel,
  track: Track,
  modelsUrl: string,
  progress: Progress,
): Promise<ModelOutcome> {
  const { artefact_sha256, draw_seed, n } = measurement;
  const array = parseNpy(await fetchVerified(`${modelsUrl}${artefact_sha256}.npy`, artefact_sha256, 'file of codes'));
  const instance = track.createInstance(measurement.instance, variant);
  const { factors } = drawRows(instance, draw_seed, n);
  const given = givenWith(instance, await loadStructure(measurement, modelsUrl));
  const metrics = evaluateInstance(factors, npyToMatrix(array), browserPanel(track), given, metricProgress(progress, track));
  return outcomeOf(measurement, arrayDigest(array.data), metrics);
}

/**
 * Runs a record's models again, or measures its codes again: the same bytes on the same draw through the same code as in Node.
 *
 * @param report called as the work proceeds
 * @throws IntegrityError where record, draw seed, runtime or model are not what their digests say
 */
export async function rerunRecord(request: RerunRequest, report: (report: RerunReport) => void): Promise<void> {
  const measured = await loadRecord(request);
  const track = findTrack(measured.track.id);
  const planned = selectModels(measured, request.scope);
  report({
    kind: 'planned',
    models: planned.map(({ variant, measurement: { instance, seed } }) => ({ variant, instance, seed })),
    metrics: browserPanel(track),
  });
  const hasModels = measured.status === 'verified';
  const loadModel = await openModelSource(request);
  if (hasModels) {
    report({ kind: 'working', what: 'Loading the runtime', share: 0 });
    await loadRuntime(request.wasmSha256);
  }
  for (const [index, model] of planned.entries()) {
    const { variant, measurement } = model;
    const what = `${variant === 'twin' ? 'Twin of instance' : 'Instance'} ${measurement.instance}, ${index + 1} of ${planned.length}`;
    const progress: Progress = (share, step) =>
      report({ kind: 'working', what: `${what}: ${step}`, share: (index + share) / planned.length });
    progress(0, 'loading');
    assertFreshDraw(measured, model);
    const outcome = hasModels
      ? await rerunEncoder(model, track, request.modelsUrl, loadModel, progress)
      : await rerunCodes(model, track, request.modelsUrl, progress);
    report({ kind: 'measured', index, outcome });
  }
  report({ kind: 'finished' });
}
