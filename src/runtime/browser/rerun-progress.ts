import { formatBytes } from '../../views/format.ts';

/** Part of the bar for a runtime that must be loaded: on a slow line most of the wait, on a fast one little of it. */
const RUNTIME_SHARE = 0.3;

type Tell = (what: string, share: number, done: number) => void;

/** “6.1 MB of 14.2 MB”; without a total, what has come. */
export function describeBytes(loaded: number, total: number | null): string {
  return total === null ? formatBytes(loaded) : `${formatBytes(Math.min(loaded, total))} of ${formatBytes(total)}`;
}

/** Joins what is loaded and what is computed, which run side by side, into one line and one share that never decreases. */
export class RerunProgress {
  readonly #tell: Tell;
  #runtime = { awaited: false, share: 0, text: '' };
  #work = 0;
  #told = 0;

  constructor(tell: Tell) {
    this.#tell = tell;
  }

  /** The runtime is on its way: not called where the browser has kept it. */
  runtime(loaded: number, total: number): void {
    this.#runtime = {
      awaited: true,
      share: Math.min(1, loaded / total),
      text: `Loading the runtime: ${describeBytes(loaded, total)}`,
    };
    this.#report(this.#runtime.text);
  }

  /** @param share part of the models' work that is done, 0 to 1 */
  work(what: string, share: number): void {
    this.#work = share;
    const { awaited, share: loaded, text } = this.#runtime;
    this.#report(awaited && loaded < 1 ? text : what);
  }

  #report(what: string): void {
    const { awaited, share: loaded } = this.#runtime;
    const weight = awaited ? RUNTIME_SHARE : 0;
    const share = this.#work === 1 ? 1 : weight * loaded + (1 - weight) * this.#work;
    this.#told = Math.max(this.#told, share);
    this.#tell(what, this.#told, this.#work);
  }
}
