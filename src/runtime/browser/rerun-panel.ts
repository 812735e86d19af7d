import type { RerunReport, RerunRequest, RerunScope } from './rerun-protocol.ts';
import { createRerunResults, type RerunResults } from './rerun-results.ts';
import { bindWorkerRun, type WorkerRun } from './worker-run.ts';

/** Each has a runtime and arrays of its own, some 200 MB, and the memory of a phone is small. */
const MAXIMUM_WORKERS = 2;
/** The browser compiles and frees memory beside each of them: on two processors, two workers are slower than one. */
const PROCESSORS_PER_WORKER = 2;

function countWorkers(): number {
  return Math.max(1, Math.min(MAXIMUM_WORKERS, Math.floor(navigator.hardwareConcurrency / PROCESSORS_PER_WORKER)));
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
  let shown: RerunResults | undefined;

  const absolute = (name: string) => new URL(panel.dataset[name]!, location.href).href;

  const request = (): RerunRequest => ({
    recordUrl: absolute('recordUrl'),
    permalink: panel.dataset['permalink']!,
    modelsUrl: absolute('modelsUrl'),
    elsewhere: panel.dataset['elsewhere']!.split(' '),
    copies: [...(panel.querySelector<HTMLInputElement>('[data-rerun-copies]')?.files ?? [])],
    wasmSha256: panel.dataset['wasmSha256'],
    scope: panel.querySelector<HTMLInputElement>('input[name="rerun-scope"]:checked')!.value as RerunScope,
    workers: countWorkers(),
  });

  const receive = (report: RerunReport, run: WorkerRun) => {
    switch (report.kind) {
      case 'planned':
        shown = createRerunResults(run.table, report.models, panel.dataset['metrics']!.split(' '));
        run.showResults();
        break;
      case 'working':
        run.progress(report.what, report.share);
        break;
      case 'measured':
        shown?.show(report.index, report.outcome);
        break;
      case 'finished': {
        const { text, state } = conclude(shown!);
        run.conclude(text, state);
        break;
      }
      case 'failed':
        run.conclude(report.message, report.refused ? 'refused' : 'failed');
        break;
    }
  };

  const handle = bindWorkerRun<RerunRequest, RerunReport>(panel, {
    createWorker: () => new Worker(new URL('./rerun-worker.ts', import.meta.url), { type: 'module' }),
    prepare: request,
    receive,
  });
  handle.allow(true);
}

document.querySelectorAll<HTMLElement>('[data-rerun]').forEach(bind);
