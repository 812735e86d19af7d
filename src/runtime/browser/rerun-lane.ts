/** A worker that measures one model after the other. All models of a record come from the same author, so they may share a runtime. */
import { useRuntime } from './onnx-session.ts';
import type { LaneReport, LaneRequest, ModelTask } from './rerun-lane-protocol.ts';
import { rerunCodes, rerunEncoder, type ModelProgress } from './rerun-model.ts';

/** Between two words on the same model, in milliseconds: what cannot be read only keeps the page busy. */
const PAUSE = 100;

const report = (message: LaneReport) => self.postMessage(message);

/** Says what is done, unless it has just said so; never leaves out the end. */
function unhurried(): ModelProgress {
  let last = -Infinity;
  return (share, step) => {
    const now = performance.now();
    if (share < 1 && now - last < PAUSE) return;
    last = now;
    report({ kind: 'working', share, step });
  };
}

async function measure(task: ModelTask): Promise<void> {
  try {
    const outcome =
      task.source === 'model' ? await rerunEncoder(task, runtime, unhurried()) : await rerunCodes(task, unhurried());
    report({ kind: 'measured', outcome });
  } catch (error) {
    report({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });
  }
}

let haveRuntime = (): void => {};
const runtime = new Promise<void>((resolve) => (haveRuntime = resolve));
let last = Promise.resolve();

self.addEventListener('message', ({ data }: MessageEvent<LaneRequest>) => {
  if (data.kind === 'task') last = last.then(() => measure(data.task));
  else {
    useRuntime(data.module);
    haveRuntime();
  }
});
