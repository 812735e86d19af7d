import { availableParallelism } from 'node:os';
import { Tinypool } from 'tinypool';
import { cellName } from '../../registry/evaluation-cells.ts';
import type { CellOutcome, CellTask } from './cell-worker.ts';
import { startProgress } from './progress.ts';

const WORKER = new URL('./cell-worker.ts', import.meta.url).href;

/**
 * Runs cells on worker threads, one runtime each.
 *
 * @param label says what the progress bar counts
 * @returns outcomes in the order of the tasks, whatever the order in which they end
 */
export async function runCells(label: string, tasks: readonly CellTask[]): Promise<CellOutcome[]> {
  if (tasks.length === 0) return [];
  const maxThreads = Math.min(availableParallelism(), tasks.length);
  const pool = new Tinypool({ filename: WORKER, runtime: 'worker_threads', minThreads: 1, maxThreads, isolateWorkers: false });
  const progress = startProgress(label, tasks.length);
  try {
    return await Promise.all(
      tasks.map(async (task) => {
        const outcome = (await pool.run(task)) as CellOutcome;
        progress.advance(cellName(task.cell));
        return outcome;
      }),
    );
  } finally {
    progress.stop();
    await pool.destroy();
  }
}
