import wasmUrl from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import { addendumDigest, joinAddenda, type Addendum } from '../../registry/addendum.ts';
import { permalinkDigest, resultDigest } from '../../registry/digest.ts';
import { drawRoot, drawSeed } from '../../registry/draw-seed.ts';
import type { InstanceMeasurement, Measured, ResultRecord } from '../../registry/record.ts';
import type { AddendaDocument } from '../../views/documents/addenda.ts';
import type { Variant } from '../../suite/tracks/track.ts';
import { ArtefactStore, IntegrityError, type OnBytes } from './artefact-store.ts';
import { Lane } from './lane.ts';
import { openModelSource, type ModelSource } from './model-source.ts';
import { readDocument } from './read-document.ts';
import type { ModelTask } from './rerun-lane-protocol.ts';
import type { RerunReport, RerunRequest, RerunScope } from './rerun-protocol.ts';
import { describeBytes, RerunProgress } from './rerun-progress.ts';
import { runInLanes } from './run-in-lanes.ts';

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

/** What was added to the record, each part checked against the digest that the page names. */
async function loadAddenda({ addendaUrl, addenda }: RerunRequest): Promise<readonly Addendum[]> {
  if (addendaUrl === null) return [];
  const response = await fetch(addendaUrl);
  if (!response.ok) throw new Error(`What was added to the record could not be loaded (HTTP ${response.status}).`);
  const { addenda: loaded } = await readDocument<AddendaDocument>(response, 'custodes/addenda/1');
  const digests = loaded.map(({ added }) => addendumDigest(added));
  if (digests.join() !== addenda.join()) throw new IntegrityError('addenda', addenda.join(), digests.join());
  return loaded;
}

async function loadRecord(request: RerunRequest): Promise<Measured> {
  const { recordUrl, permalink } = request;
  const response = await fetch(recordUrl);
  if (!response.ok) throw new Error(`The record could not be loaded (HTTP ${response.status}).`);
  const record = await readDocument<ResultRecord>(response, 'custodes/record/1');
  const digest = resultDigest(record.measured);
  if (permalinkDigest(digest) !== permalink) throw new IntegrityError('record', `${permalink}…`, digest);
  return joinAddenda(record, await loadAddenda(request)).measured;
}

/** The draw must follow from commit, part of the suite, track and instance: a seed of anyone's choice would be no fresh draw. */
function assertFreshDraw(measured: Measured, { variant, measurement }: PlannedModel): void {
  const { draw, track } = measured;
  const { instance } = measurement;
  const name = { commit: draw.commit, root: drawRoot(measured), track: track.id, variant, instance };
  const expected = drawSeed(name);
  if (expected !== measurement.draw_seed) throw new IntegrityError('draw seed', measurement.draw_seed, expected);
}

/** Starts the lanes with the reference runtime, compiled once for all of them. */
async function startLanes(
  lanes: readonly Lane[],
  store: ArtefactStore,
  sha256: string,
  size: number,
  progress: RerunProgress,
): Promise<void> {
  const { bytes, keep } = await store.load(wasmUrl, sha256, 'runtime', (loaded) => progress.runtime(loaded, size), size);
  const module = await WebAssembly.compile(bytes);
  for (const lane of lanes) lane.start(module);
  keep();
}

/** Loads all that a lane needs for a model, and checks it. */
function taskLoader(request: RerunRequest, { status, track }: Measured, loadModel: ModelSource, store: ArtefactStore) {
  const loadArray = (sha256: string, what: string, onBytes: OnBytes) =>
    store.fetch(`${request.modelsUrl}${sha256}.npy`, sha256, what, onBytes);
  return async ({ variant, measurement }: PlannedModel, onBytes: OnBytes): Promise<ModelTask> => {
    const { artefact_sha256, structure_sha256 } = measurement;
    const file =
      status === 'verified' ? loadModel(artefact_sha256, onBytes) : loadArray(artefact_sha256, 'file of codes', onBytes);
    const structure = structure_sha256 === undefined ? undefined : loadArray(structure_sha256, 'graph or dictionary', onBytes);
    const [ready, readyStructure] = await Promise.all([file, structure]);
    const source = status === 'verified' ? 'model' : 'codes';
    return { source, track: track.id, variant, measurement, file: ready, structure: readyStructure };
  };
}

/**
 * Runs a record's models again, or measures its codes again: the same bytes on the same draw through the same code as in Node.
 *
 * @param report called as the work proceeds
 * @throws IntegrityError where record, draw seed, runtime or model are not what their digests say
 */
export async function rerunRecord(request: RerunRequest, report: (report: RerunReport) => void): Promise<void> {
  const { scope, workers, wasmSha256, wasmBytes } = request;
  const store = new ArtefactStore();
  const progress = new RerunProgress((what, share, done) => report({ kind: 'working', what, share, done }));
  // Workers and the runtime take a while to start: they do so while the record comes.
  const lanes = Array.from({ length: scope === 'first' ? 1 : workers }, () => new Lane());
  const starting = wasmSha256 === undefined ? Promise.resolve() : startLanes(lanes, store, wasmSha256, wasmBytes, progress);
  await Promise.all([starting, rerunInLanes(request, lanes, store, report, progress)]);
  await store.settle();
  report({ kind: 'finished' });
}

async function rerunInLanes(
  request: RerunRequest,
  lanes: readonly Lane[],
  store: ArtefactStore,
  report: (report: RerunReport) => void,
  progress: RerunProgress,
): Promise<void> {
  const measured = await loadRecord(request);
  const planned = selectModels(measured, request.scope);
  report({
    kind: 'planned',
    models: planned.map(({ variant, measurement: { instance, seed } }) => ({ variant, instance, seed })),
  });
  const load = taskLoader(request, measured, await openModelSource(request, store), store);
  let what = 'Drawing the data';
  progress.work(what, 0);
  await runInLanes(
    // Each twice, so that its next task lies ready.
    [...lanes, ...lanes],
    planned,
    async (lane, model, index, onShare) => {
      assertFreshDraw(measured, model);
      const { variant, measurement } = model;
      const name = `${variant === 'twin' ? 'Twin of instance' : 'Instance'} ${measurement.instance}, ${index + 1} of ${planned.length}`;
      const task = await load(model, (loaded, total) => {
        what = `${name}: loading, ${describeBytes(loaded, total)}`;
        onShare(0);
      });
      const outcome = await lane.run(task, (share, step) => {
        what = `${name}: ${step}`;
        onShare(share);
      });
      report({ kind: 'measured', index, outcome });
    },
    (share) => progress.work(what, share),
  );
}
