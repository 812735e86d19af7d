import { CellProcess } from './cell-process.ts';
import type { CellLimits, CellOutcome, CellTask, SampleOutcome, SampleTask } from './cell-task.ts';

const FATAL_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * A place where one process at a time works. A process is kept for the next cell, but never for another submission's: all cells of a
 * folder run on the same device.
 */
export class CellLane {
  readonly #limits: CellLimits;
  #process: CellProcess | undefined;
  #folder: string | undefined;

  constructor(limits: CellLimits) {
    this.#limits = limits;
  }

  #processFor(folder: string, onDevice = false): CellProcess {
    if (!this.#process?.usable || this.#folder !== folder) {
      this.stop();
      this.#process = new CellProcess(this.#limits, folder, onDevice);
      this.#folder = folder;
    }
    return this.#process;
  }

  /** Measures one cell. @throws Error where the failure is ours */
  async run(task: CellTask): Promise<CellOutcome> {
    return await this.#processFor(task.folder, task.device !== undefined).run(task);
  }

  /** Encodes a few rows. @throws Error where the failure is ours */
  async sample(task: SampleTask): Promise<SampleOutcome> {
    return await this.#processFor(task.folder).sample(task);
  }

  stop(): void {
    this.#process?.stop();
  }
}

/** Ends the lanes' processes with this one: a model in an endless loop would not notice that its parent is gone. */
export function stopWithThisProcess(lanes: readonly CellLane[]): () => void {
  const stop = () => lanes.forEach((lane) => lane.stop());
  const onSignal = (signal: NodeJS.Signals) => {
    release();
    process.kill(process.pid, signal);
  };
  const release = () => {
    stop();
    process.off('exit', stop);
    FATAL_SIGNALS.forEach((signal) => process.off(signal, onSignal));
  };
  process.on('exit', stop);
  FATAL_SIGNALS.forEach((signal) => process.on(signal, onSignal));
  return release;
}
