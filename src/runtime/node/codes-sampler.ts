import { LIMITS } from '../../registry/limits.ts';
import { CellLane, stopWithThisProcess } from './cell-lane.ts';
import type { CellLimits, SampleOutcome, SampleTask } from './cell-task.ts';

/**
 * Encodes a few rows of a draw at a time in the process that evaluates models, under the same caps. Requests wait for each other, so that
 * pages that are made side by side share one process.
 */
export class CodesSampler {
  readonly #lane: CellLane;
  readonly #release: () => void;
  #last: Promise<unknown> = Promise.resolve();

  /** @param limits on memory and time of one request */
  constructor(limits: CellLimits = LIMITS.evaluation) {
    this.#lane = new CellLane(limits);
    this.#release = stopWithThisProcess([this.#lane]);
  }

  /**
   * The rows, or what is wrong with the model.
   *
   * @throws Error where the failure is ours
   */
  async sample(task: SampleTask): Promise<SampleOutcome> {
    const answer = this.#last.then(() => this.#lane.sample(task));
    this.#last = answer.catch(() => undefined);
    return await answer;
  }

  /** Ends the process. */
  stop(): void {
    this.#release();
  }
}
