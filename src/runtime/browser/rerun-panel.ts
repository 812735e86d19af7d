import { describeRemaining } from '../../views/rerun/estimate.ts';
import { describeProof, proveHeadline, type ComparedModel, type Headline } from '../../views/rerun/proof.ts';
import type { Receipt } from '../../views/rerun/receipt.ts';
import type { RerunFacts } from '../../views/rerun/facts.ts';
import { readPageData } from './page-data.ts';
import type { RerunModel, RerunReport, RerunRequest, RerunScope } from './rerun-protocol.ts';
import { bindReceipt } from './rerun-receipt.ts';
import { createRerunResults, type RerunResults } from './rerun-results.ts';
import { bindWorkerRun, type WorkerRun } from './worker-run.ts';

/** Each has a runtime and arrays of its own, some 200 MB, and the memory of a phone is small. */
const MAXIMUM_WORKERS = 2;
/** The browser compiles and frees memory beside each of them: on two processors, two workers are slower than one. */
const PROCESSORS_PER_WORKER = 2;

function countWorkers(): number {
  return Math.max(1, Math.min(MAXIMUM_WORKERS, Math.floor(navigator.hardwareConcurrency / PROCESSORS_PER_WORKER)));
}

/** What a run has compared so far. */
interface Shown {
  readonly results: RerunResults;
  readonly planned: readonly RerunModel[];
  readonly compared: ComparedModel[];
  readonly codes: string[];
}

/** “Identical: all 6 comparisons …”, and which number of the page this proves. */
function conclude({ results: { tally }, compared }: Shown, headline: Headline | null): { text: string; state: string } {
  const { identical, different } = tally;
  const total = identical + different;
  const proof = headline === null ? '' : ` ${describeProof(proveHeadline(headline, compared))}`;
  return different === 0
    ? { state: 'identical', text: `Identical: all ${total} comparisons agree with the record, bit for bit.${proof}` }
    : { state: 'different', text: `Different: ${different} of ${total} comparisons do not agree with the record.${proof}` };
}

function describeCancelled(shown: Shown | undefined): string {
  if (shown === undefined || shown.compared.length === 0) return 'Cancelled before a model was compared.';
  const { compared, planned } = shown;
  const identical = compared.filter((model) => model.identical).length;
  return `Cancelled: ${compared.length} of ${planned.length} models were compared, ${identical} of them identical.`;
}

function receiptOf({ results, compared, codes }: Shown, facts: RerunFacts, outcome: string): Receipt {
  const { headline } = facts;
  return {
    schema: 'custodes/rerun-receipt/1',
    date: new Date().toISOString(),
    page: location.href,
    result_digest: facts.resultDigest,
    suite: facts.suite,
    runtime: facts.runtime,
    browser: navigator.userAgent,
    outcome,
    comparisons: { ...results.tally },
    headline: headline && { metric: headline.metric, part: headline.part, ...proveHeadline(headline, compared) },
    models: compared.map(({ variant, instance, seed, identical }, index) => ({
      variant,
      instance,
      seed,
      codes_sha256: codes[index]!,
      identical,
    })),
  };
}

function bind(panel: HTMLElement): void {
  const facts = readPageData<RerunFacts>(panel, 'facts');
  const receipt = bindReceipt(panel);
  let shown: Shown | undefined;
  /** When work other than loading began, by the page's own clock. */
  let began: number | undefined;

  const absolute = (name: string) => new URL(panel.dataset[name]!, location.href).href;

  const request = (): RerunRequest => {
    shown = undefined;
    began = undefined;
    receipt.offer(null);
    return {
      recordUrl: absolute('recordUrl'),
      addendaUrl: facts.addenda.length === 0 ? null : absolute('addendaUrl'),
      addenda: facts.addenda,
      permalink: facts.permalink,
      modelsUrl: absolute('modelsUrl'),
      elsewhere: facts.elsewhere,
      copies: [...(panel.querySelector<HTMLInputElement>('[data-rerun-copies]')?.files ?? [])],
      wasmSha256: facts.runtime.sha256 ?? undefined,
      wasmBytes: facts.runtimeBytes,
      scope: panel.querySelector<HTMLInputElement>('input[name="rerun-scope"]:checked')!.value as RerunScope,
      workers: countWorkers(),
    };
  };

  const remaining = (done: number) => {
    if (done === 0) return '';
    began ??= performance.now();
    const left = describeRemaining(done, performance.now() - began);
    return left === '' ? '' : `; ${left}`;
  };

  const keep = (outcome: string) => {
    if (shown !== undefined && shown.compared.length > 0) receipt.offer(receiptOf(shown, facts, outcome));
  };

  const receive = (report: RerunReport, run: WorkerRun) => {
    switch (report.kind) {
      case 'planned':
        shown = {
          results: createRerunResults(run.table, report.models, facts.metrics),
          planned: report.models,
          compared: [],
          codes: [],
        };
        run.showResults();
        break;
      case 'working':
        run.progress(`${report.what}${remaining(report.done)}`, report.share);
        break;
      case 'measured': {
        const { codes, recomputed } = report.outcome;
        const identical = shown!.results.show(report.index, report.outcome);
        shown!.compared.push({ ...shown!.planned[report.index]!, identical, metrics: recomputed });
        shown!.codes.push(codes.recomputed);
        break;
      }
      case 'finished': {
        const { text, state } = conclude(shown!, facts.headline);
        run.conclude(text, state);
        keep(state);
        break;
      }
      case 'failed': {
        const state = report.refused ? 'refused' : 'failed';
        if (shown?.results.dropUnmeasured() === 0) run.hideResults();
        run.conclude(report.message, state);
        keep(state);
        break;
      }
    }
  };

  const handle = bindWorkerRun<RerunRequest, RerunReport>(panel, {
    createWorker: () => new Worker(new URL('./rerun-worker.ts', import.meta.url), { type: 'module' }),
    prepare: request,
    receive,
    cancelled(run) {
      if (shown?.results.dropUnmeasured() === 0) run.hideResults();
      keep('cancelled');
      return describeCancelled(shown);
    },
  });
  handle.allow(true);
}

document.querySelectorAll<HTMLElement>('[data-rerun]').forEach(bind);
