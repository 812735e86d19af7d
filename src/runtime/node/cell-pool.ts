import { availableParallelism } from 'node:os';
import { cellName } from '../../registry/evaluation-cells.ts';
import { LIMITS } from '../../registry/limits.ts';
import { CellProcess } from './cell-process.ts';
import type { CellLimits, CellOutcome, CellTask, TimedOutcome } from './cell-task.ts';
import { startProgress } from './progress.ts';

const MILLISECONDS = 1000;
const FATAL_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** A place where one process at a time works. A process is kept for the next cell, but never for another submission's: all cells of a folder run on the same device. */
class Lane {
  readonly #limits: CellLimits;
  #process: CellProcess | undefined;
  #folder: string | undefined;

  constructor(limits: CellLimits) {
    this.#limits = limits;
  }

  async run(task: CellTask): Promise<CellOutcome> {
    if (!this.#process?.usable || this.#folder !== task.folder) {
      this.stop();
      this.#process = new CellProcess(this.#limits, task.folder, task.device !== undefined);
      this.#folder = task.folder;
    }
    return await this.#process.run(task);
  }

  stop(): void {
    this.#process?.stop();
  }
}

/** Ends the lanes' processes with this one: a model in an endless loop would not notice that its parent is gone. */
function stopWithThisProcess(lanes: readonly Lane[]): () => void {
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

/**
 * Runs cells in processes of their own, within limits on memory and time. A cell that breaks them is a fault of that cell; the
 * others go on.
 *
 * @param label says what the progress bar counts
 * @param onOutcome called as each ends
 * @returns outcomes in the order of the tasks, whatever the order in which they end
 * @throws Error where the failure is ours
 */
export async function runCells(
  label: string,
  tasks: readonly CellTask[],
  limits: CellLimits = LIMITS.evaluation,
  onOutcome: (task: CellTask, outcome: CellOutcome) => Promise<void> | void = () => undefined,
): Promise<TimedOutcome[]> {
  const outcomes: TimedOutcome[] = [];
  // A device does one thing at a time, and its memory is planned for one model.
  const places = tasks.some(({ device }) => device !== undefined) ? 1 : availableParallelism();
  const lanes = Array.from({ length: Math.min(places, tasks.length) }, () => new Lane(limits));
  const release = stopWithThisProcess(lanes);
  const progress = startProgress(label, tasks.length);
  const queue = tasks.entries();
  try {
    await Promise.all(
      lanes.map(async (lane) => {
        for (const [index, task] of queue) {
          const started = performance.now();
          const outcome = await lane.run(task);
          const seconds = Math.round(performance.now() - started) / MILLISECONDS;
          await onOutcome(task, outcome);
          outcomes[index] = { ...outcome, seconds };
          progress.advance(cellName(task.cell));
        }
      }),
    );
    return outcomes;
  } finally {
    progress.stop();
    release();
  }
}
