import { describeOffer, type OfferedCell } from '../../views/lab/cell-offer.ts';
import { buildNode } from './build-element.ts';
import type { CellScope, LabRequest, RerunAnswer } from './lab-protocol.ts';

/** The part of the lab that recomputes the atlas's cell of the setting. */
export interface CellRerun {
  /** Says whether the atlas has a cell, and offers to recompute it. */
  offer(cell: OfferedCell | null): void;
  /** Stops, and forgets what was compared: it belongs to another setting. */
  cancel(): void;
}

type Setting = Pick<LabRequest, 'fields' | 'cellsUrl'>;

/** @param setting what is to be recomputed, asked when the reader starts */
export function bindCellRerun(root: HTMLElement, setting: () => Setting): CellRerun {
  const panel = root.querySelector<HTMLElement>('[data-cell]')!;
  const find = <E extends Element>(name: string) => panel.querySelector<E>(`[data-cell-${name}]`)!;
  const start = find<HTMLButtonElement>('start');
  const cancel = find<HTMLButtonElement>('cancel');
  const work = find<HTMLElement>('work');
  const what = find<HTMLElement>('what');
  const bar = find<HTMLProgressElement>('bar');
  const outcome = find<HTMLElement>('outcome');
  const results = find<HTMLElement>('results');
  const body = results.querySelector('tbody')!;
  let worker: Worker | undefined;

  const stop = () => {
    worker?.terminate();
    worker = undefined;
    work.hidden = true;
    cancel.hidden = true;
    start.hidden = false;
    panel.removeAttribute('aria-busy');
  };

  const conclude = (text: string, state: string) => {
    stop();
    outcome.textContent = text;
    outcome.className = `outcome outcome--${state}`;
    outcome.dataset['state'] = state;
    outcome.hidden = false;
  };

  const receive = (report: RerunAnswer) => {
    switch (report.kind) {
      case 'scored':
        bar.max = report.total;
        bar.value = report.done;
        what.textContent = `${report.done} of ${report.total} draws scored`;
        break;
      case 'compared':
        body.append(...report.rows.map((row) => buildNode(row)));
        results.hidden = false;
        break;
      case 'concluded':
        conclude(report.conclusion.text, report.conclusion.state);
        break;
      case 'failed':
        conclude(report.message, 'failed');
        break;
    }
  };

  start.addEventListener('click', () => {
    outcome.hidden = true;
    results.hidden = true;
    body.replaceChildren();
    work.hidden = false;
    cancel.hidden = false;
    start.hidden = true;
    bar.value = 0;
    what.textContent = 'Starting';
    panel.setAttribute('aria-busy', 'true');
    worker = new Worker(new URL('./lab-worker.ts', import.meta.url), { type: 'module' });
    worker.addEventListener('message', ({ data }: MessageEvent<RerunAnswer>) => receive(data));
    worker.addEventListener('error', ({ message }) => conclude(message || 'The worker could not be started.', 'failed'));
    const scope = panel.querySelector<HTMLInputElement>('input[type="radio"]:checked')!.value as CellScope;
    const request: LabRequest = { kind: 'rerun', scope, ...setting() };
    worker.postMessage(request);
    cancel.focus();
  });

  cancel.addEventListener('click', () => {
    conclude('Cancelled. What was compared before stands below.', 'cancelled');
    start.focus();
  });

  start.disabled = panel.dataset['found'] !== 'true';

  return {
    offer(cell) {
      start.disabled = cell === null;
      find<HTMLElement>('offer').textContent = describeOffer(cell);
    },
    cancel() {
      stop();
      outcome.hidden = true;
      results.hidden = true;
      body.replaceChildren();
    },
  };
}
