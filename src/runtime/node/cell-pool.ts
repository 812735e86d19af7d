import { availableParallelism } from 'node:os';
import { cellName } from '../../registry/evaluation-cells.ts';
import { LIMITS } from '../../registry/limits.ts';
import { CellLane, stopWithThisProcess } from './cell-lane.ts';
import type { CellLimits, CellOutcome, CellTask, TimedOutcome } from './cell-task.ts';
import { startProgress } from './progress.ts';

const MILLISECONDS = 1000;

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
  const lanes = Array.from({ length: Math.min(places, tasks.length) }, () => new CellLane(limits));
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
