import type { RerunReport, RerunRequest, RerunScope } from './rerun-protocol.ts';
import { createRerunResults, type RerunResults } from './rerun-results.ts';

function find<E extends Element>(panel: HTMLElement, name: string): E {
  return panel.querySelector<E>(`[data-rerun-${name}]`)!;
}

/** “all 6 comparisons are identical”, and what that means. */
function conclude({ tally: { identical, different } }: RerunResults): { text: string; state: 'identical' | 'different' } {
  const total = identical + different;
  if (different === 0) {
    return { state: 'identical', text: `Identical: all ${total} comparisons agree with the record, bit for bit.` };
  }
  return { state: 'different', text: `Different: ${different} of ${total} comparisons do not agree with the record.` };
}

function bind(panel: HTMLElement): void {
  const start = find<HTMLButtonElement>(panel, 'start');
  const cancel = find<HTMLButtonElement>(panel, 'cancel');
  const work = find<HTMLElement>(panel, 'work');
  const bar = find<HTMLProgressElement>(panel, 'bar');
  const what = find<HTMLElement>(panel, 'what');
  const outcome = find<HTMLElement>(panel, 'outcome');
  const results = find<HTMLElement>(panel, 'results');
  let worker: Worker | undefined;
  let shown: RerunResults | undefined;

  const absolute = (name: string) => new URL(panel.dataset[name]!, location.href).href;

  const request = (): RerunRequest => ({
    recordUrl: absolute('recordUrl'),
    permalink: panel.dataset['permalink']!,
    modelsUrl: absolute('modelsUrl'),
    elsewhere: panel.dataset['elsewhere']!.split(' '),
    copies: [...(panel.querySelector<HTMLInputElement>('[data-rerun-copies]')?.files ?? [])],
    wasmSha256: panel.dataset['wasmSha256']!,
    scope: panel.querySelector<HTMLInputElement>('input[name="rerun-scope"]:checked')!.value as RerunScope,
  });

  const conclusion = (text: string, state: string) => {
    outcome.textContent = text;
    outcome.className = `outcome outcome--${state}`;
    outcome.dataset['state'] = state;
    outcome.hidden = false;
  };

  const stop = () => {
    worker?.terminate();
    worker = undefined;
    work.hidden = true;
    cancel.hidden = true;
    start.disabled = false;
    panel.removeAttribute('aria-busy');
  };

  const receive = (report: RerunReport) => {
    switch (report.kind) {
      case 'planned':
        shown = createRerunResults(results.querySelector('table')!, report.models, report.metrics);
        results.hidden = false;
        break;
      case 'working':
        what.textContent = report.what;
        bar.value = report.share;
        break;
      case 'measured':
        shown?.show(report.index, report.outcome);
        break;
      case 'finished': {
        const { text, state } = conclude(shown!);
        stop();
        conclusion(text, state);
        break;
      }
      case 'failed':
        stop();
        conclusion(report.message, report.refused ? 'refused' : 'failed');
        break;
    }
  };

  start.addEventListener('click', () => {
    start.disabled = true;
    outcome.hidden = true;
    results.hidden = true;
    work.hidden = false;
    cancel.hidden = false;
    bar.value = 0;
    what.textContent = 'Starting';
    panel.setAttribute('aria-busy', 'true');
    worker = new Worker(new URL('./rerun-worker.ts', import.meta.url), { type: 'module' });
    worker.addEventListener('message', ({ data }: MessageEvent<RerunReport>) => receive(data));
    worker.addEventListener('error', ({ message }) => {
      stop();
      conclusion(`The rerun failed: ${message || 'the worker could not be started'}.`, 'failed');
    });
    worker.postMessage(request());
    cancel.focus();
  });

  cancel.addEventListener('click', () => {
    stop();
    conclusion('Cancelled. What was compared before stands below.', 'cancelled');
    start.focus();
  });

  start.disabled = false;
}

document.querySelectorAll<HTMLElement>('[data-rerun]').forEach(bind);
