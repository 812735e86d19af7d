import { availableParallelism } from 'node:os';
import { InputError } from '../../src/core/input-error.ts';
import { batchRows } from '../../src/evaluation/encode.ts';
import type { Session } from '../../src/evaluation/session.ts';
import { deviceBatchRows } from '../../src/registry/device-plan.ts';
import { decodeModel } from '../../src/registry/onnx/decode.ts';
import { modelCost } from '../../src/registry/onnx/model-cost.ts';
import { sizeOf } from '../../src/registry/onnx/shape-values.ts';
import { describeDevice } from '../../src/runtime/node/device-facts.ts';
import { createNativeSession, DEVICES, loadNativeRuntime } from '../../src/runtime/node/native-session.ts';
import { createOnnxSession, type OnnxSession } from '../../src/runtime/node/onnx-session.ts';
import { startProgress } from '../../src/runtime/node/progress.ts';
import { RandomStream } from '../../src/core/random/stream.ts';
import type { InferenceBench, InferenceEngine, InferenceFigure } from '../../src/views/bench-report.ts';
import { inferenceModels, type InferenceModel } from './inference-models.ts';
import { machineFacts } from './machine.ts';
import { median } from './statistics.ts';

const MILLISECONDS = 1000;
/** Rows of an evaluation's draw. */
const ROWS = 20_000;
/** A run of less would be noise of the clock: it goes on with the same rows. */
const LEAST_SECONDS = 3;
/** A run ends early after this time, and says how many rows it made. */
const RUN_SECONDS = 30;
/** Batches grow from this, so that a slow device is not asked for minutes of work at once. */
const FIRST_BATCH = 4;
const BATCH_GROWTH = 4;
/** The batch stops growing where the next would take longer. */
const BATCH_SECONDS = 1;

const ENGINES: readonly InferenceEngine[] = ['wasm', 'cpu-1', 'cpu', 'webgpu', 'cuda'];

async function open(engine: InferenceEngine, { bytes, shape }: InferenceModel): Promise<OnnxSession> {
  if (engine === 'wasm') return await createOnnxSession(bytes, shape);
  const runtime = loadNativeRuntime(process.cwd());
  if (engine === 'cpu-1') return await createNativeSession(runtime, 'cpu', bytes, shape, { threads: 1 });
  return await createNativeSession(runtime, engine, bytes, shape, { threads: availableParallelism() });
}

/** Rows of a batch that an evaluation would choose on this engine. */
function plannedBatch(engine: InferenceEngine, { bytes, shape }: InferenceModel): number {
  if (engine === 'wasm') return batchRows(sizeOf(shape));
  const model = decodeModel(bytes);
  if ('rule' in model) throw new Error(model.rule);
  return deviceBatchRows(modelCost(model.graph!, shape), sizeOf(shape));
}

async function timeBatch(session: Session, input: Float32Array, rows: number, width: number): Promise<number> {
  const started = performance.now();
  await session.run(input.slice(0, rows * width), rows);
  return (performance.now() - started) / MILLISECONDS;
}

interface Run {
  readonly batch: number;
  readonly rows: number;
  readonly seconds: number;
}

async function runOnce(engine: InferenceEngine, model: InferenceModel): Promise<Run> {
  const width = sizeOf(model.shape);
  const most = Math.min(plannedBatch(engine, model), ROWS);
  const input = new RandomStream('custodes/bench-inference/1', 'observations').fillNormal(new Float64Array(most * width));
  const observations = Float32Array.from(input);
  const session = await open(engine, model);
  try {
    // Warms up, and finds a batch that ends in time: the first of a size compiles what it needs, the second counts.
    const timeSecond = async (rows: number) => {
      await timeBatch(session, observations, rows, width);
      return await timeBatch(session, observations, rows, width);
    };
    let batch = Math.min(FIRST_BATCH, most);
    while ((await timeSecond(batch)) < BATCH_SECONDS / BATCH_GROWTH && batch < most) batch = Math.min(most, batch * BATCH_GROWTH);
    let [rows, seconds] = [0, 0];
    while (seconds < RUN_SECONDS && (rows < ROWS || seconds < LEAST_SECONDS)) {
      const next = Math.min(batch, ROWS - (rows % ROWS));
      seconds += await timeBatch(session, observations, next, width);
      rows += next;
    }
    return { batch, rows, seconds };
  } finally {
    await session.release();
  }
}

/** Engines that run here, and why the others do not. */
async function findEngines(model: InferenceModel): Promise<{ engine: InferenceEngine; reason: string | null }[]> {
  const found: { engine: InferenceEngine; reason: string | null }[] = [];
  for (const engine of ENGINES) {
    try {
      await (await open(engine, model)).release();
      found.push({ engine, reason: null });
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      found.push({ engine, reason: error.faults[0]!.rule });
    }
  }
  return found;
}

function figureOf(runs: readonly Run[]): InferenceFigure {
  const rate = median(runs.map(({ rows, seconds }) => rows / seconds));
  const rows = Math.min(...runs.map((run) => run.rows));
  return { batch_rows: runs[0]!.batch, rows, runs: runs.length, samples_per_second: rate };
}

/**
 * Times encoders of three sizes on every engine that runs here, in turn.
 *
 * @param repeats runs of each, of which the median counts
 */
export async function measureInference(repeats: number): Promise<InferenceBench> {
  const models = inferenceModels();
  const engines = await findEngines(models[0]!);
  const running = engines.filter(({ reason }) => reason === null).map(({ engine }) => engine);
  const progress = startProgress('inference', models.length * running.length * repeats);
  const measured: InferenceBench['models'][number][] = [];
  for (const model of models) {
    const runs = new Map<InferenceEngine, Run[]>(running.map((engine) => [engine, []]));
    for (let round = 0; round < repeats; round++)
      for (const engine of running) {
        runs.get(engine)!.push(await runOnce(engine, model));
        progress.advance(`${model.key} on ${engine}`);
      }
    const figures = Object.fromEntries(running.map((engine) => [engine, figureOf(runs.get(engine)!)]));
    const { key, title, shape, parameters } = model;
    measured.push({ key, title, shape, parameters, figures });
  }
  progress.stop();
  const devices = await Promise.all(
    DEVICES.filter((device) => running.includes(device)).map(async (device) => await describeDevice(device)),
  );
  return { schema: 'custodes/bench-inference/1', machine: machineFacts(), n: ROWS, engines, devices, models: measured };
}
