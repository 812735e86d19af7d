/** What the work says to its panel. */
export interface WorkerRun {
  /** The table of `RunControls`, which its work fills. */
  readonly table: HTMLTableElement;
  /** @param share part of the work that is done, 0 to 1 */
  progress(what: string, share: number): void;
  showResults(): void;
  hideResults(): void;
  /** Ends the run. @param state names the outcome's look, as `outcome--<state>` */
  conclude(text: string, state: string): void;
}

/** What is particular to one panel. */
export interface Work<Request, Report> {
  createWorker(): Worker;
  /** Called on each start, for what the reader chose and to clear what an earlier run left. */
  prepare(table: HTMLTableElement): Request;
  receive(report: Report, run: WorkerRun): void;
  /** Called when the reader cancels; clears what the run left half done. @returns what to say */
  cancelled(run: WorkerRun): string;
}

/** Handles of a bound panel. */
export interface RunHandle {
  /** Whether the reader may start. */
  allow(allowed: boolean): void;
  /** Stops, and forgets what was compared. */
  reset(): void;
}

/** Binds a panel's `RunControls` to work that a worker of its own does for each start. */
export function bindWorkerRun<Request, Report>(panel: HTMLElement, work: Work<Request, Report>): RunHandle {
  const find = <E extends Element = HTMLElement>(name: string) => panel.querySelector<E>(`[data-run-${name}]`)!;
  const start = find<HTMLButtonElement>('start');
  const cancel = find('cancel');
  const working = find('work');
  const what = find('what');
  const bar = find<HTMLProgressElement>('bar');
  const outcome = find('outcome');
  const results = find('results');
  const table = results.querySelector('table')!;
  let worker: Worker | undefined;
  let allowed = false;

  const stop = () => {
    worker?.terminate();
    worker = undefined;
    working.hidden = true;
    cancel.hidden = true;
    start.disabled = !allowed;
    panel.removeAttribute('aria-busy');
  };

  const run: WorkerRun = {
    table,
    progress(text, share) {
      what.textContent = text;
      bar.value = share;
    },
    showResults() {
      results.hidden = false;
    },
    hideResults() {
      results.hidden = true;
    },
    conclude(text, state) {
      stop();
      outcome.textContent = text;
      outcome.className = `outcome outcome--${state}`;
      outcome.dataset['state'] = state;
      outcome.hidden = false;
    },
  };

  start.addEventListener('click', () => {
    const request = work.prepare(table);
    start.disabled = true;
    outcome.hidden = true;
    results.hidden = true;
    working.hidden = false;
    cancel.hidden = false;
    run.progress('Starting', 0);
    panel.setAttribute('aria-busy', 'true');
    worker = work.createWorker();
    worker.addEventListener('message', ({ data }: MessageEvent<Report>) => work.receive(data, run));
    worker.addEventListener('error', ({ message }) => {
      run.conclude(`The rerun failed: ${message || 'the worker could not be started'}.`, 'failed');
    });
    worker.postMessage(request);
    cancel.focus();
  });

  cancel.addEventListener('click', () => {
    worker?.terminate();
    run.conclude(work.cancelled(run), 'cancelled');
    start.focus();
  });

  return {
    allow(now) {
      allowed = now;
      start.disabled = !now || worker !== undefined;
    },
    reset() {
      stop();
      outcome.hidden = true;
      results.hidden = true;
    },
  };
}
