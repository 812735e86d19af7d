import type { LaneReport, LaneRequest, ModelTask } from './rerun-lane-protocol.ts';
import type { ModelProgress } from './rerun-model.ts';
import type { ModelOutcome } from './rerun-protocol.ts';

interface Waiting {
  readonly progress: ModelProgress;
  readonly resolve: (outcome: ModelOutcome) => void;
  readonly reject: (error: Error) => void;
}

/** A worker of the worker, which measures one model after the other. It ends with the worker that made it. */
export class Lane {
  readonly #worker = new Worker(new URL('./rerun-lane.ts', import.meta.url), { type: 'module' });
  /** Tasks that were given to the worker, the oldest first: it answers in their order. */
  readonly #waiting: Waiting[] = [];

  constructor() {
    this.#worker.addEventListener('message', ({ data }: MessageEvent<LaneReport>) => this.#receive(data));
    this.#worker.addEventListener('error', ({ message }) => {
      const error = new Error(`The rerun failed: ${message || 'a worker could not be started'}.`);
      for (const { reject } of this.#waiting.splice(0)) reject(error);
    });
  }

  /** Gives it the runtime, which tasks of models wait for. */
  start(module: WebAssembly.Module): void {
    this.#send({ kind: 'runtime', module });
  }

  /**
   * Several tasks may be under way: the next one lies ready when the lane has done the one before.
   *
   * @param task its files are handed over
   * @throws Error where the model or the worker fails
   */
  async run(task: ModelTask, progress: ModelProgress): Promise<ModelOutcome> {
    const { file, structure } = task;
    return await new Promise((resolve, reject) => {
      this.#waiting.push({ progress, resolve, reject });
      this.#send({ kind: 'task', task }, [file.buffer, ...(structure ? [structure.buffer] : [])]);
    });
  }

  #send(request: LaneRequest, transfer: Transferable[] = []): void {
    this.#worker.postMessage(request, transfer);
  }

  #receive(report: LaneReport): void {
    switch (report.kind) {
      case 'working':
        this.#waiting[0]?.progress(report.share, report.step);
        break;
      case 'measured':
        this.#waiting.shift()?.resolve(report.outcome);
        break;
      case 'failed':
        this.#waiting.shift()?.reject(new Error(report.message));
        break;
    }
  }
}
