import type { SplitRule } from '../../metrics/metric.ts';
import { formatDuration } from '../../views/format.ts';
import type { Markup } from '../../views/markup.ts';
import { buildNode } from './build-element.ts';
import type { CompareRequest, MeasureAnswer, MeasureRequest } from './measure-protocol.ts';

type Side = 'factors' | 'codes';
const SIDES: readonly Side[] = ['factors', 'codes'];

const paragraph = (text: string) => buildNode({ tag: 'p', attributes: {}, children: [text] });

function bind(root: HTMLElement): void {
  const find = <E extends Element = HTMLElement>(name: string) => root.querySelector<E>(`[data-measure-${name}]`)!;
  const form = find<HTMLFormElement>('form');
  const start = find<HTMLButtonElement>('start');
  const example = find<HTMLButtonElement>('example');
  const cancel = find<HTMLButtonElement>('cancel');
  const status = find('status');
  const faults = find('faults');
  const bar = find<HTMLProgressElement>('bar');
  const results = find('results');
  const remarks = find('remarks');
  const dgp = find<HTMLSelectElement>('dgp');
  const download = find<HTMLAnchorElement>('download');
  const cellsUrl = new URL(root.dataset['cellsUrl']!, location.href).href;
  let worker: Worker | undefined;

  const input = (side: Side) => form.elements.namedItem(side) as HTMLInputElement;
  const put = (name: string, markup: Markup) => find(name).replaceChildren(buildNode(markup));

  const end = () => {
    bar.hidden = true;
    cancel.hidden = true;
    root.removeAttribute('aria-busy');
  };

  const complain = (lines: readonly string[]) => {
    end();
    status.textContent = '';
    root.dataset['state'] = 'faulty';
    faults.replaceChildren(...lines.map(paragraph));
    faults.hidden = false;
  };

  const offerReport = (report: string) => {
    URL.revokeObjectURL(download.href);
    download.href = URL.createObjectURL(new Blob([report], { type: 'application/json' }));
  };

  const receive = (message: MeasureAnswer) => {
    switch (message.kind) {
      case 'read':
        results.hidden = false;
        find('sizes').textContent = message.sizes;
        find('why').textContent = message.why;
        find('command').textContent = message.command;
        remarks.replaceChildren(...message.remarks.map(paragraph));
        remarks.hidden = message.remarks.length === 0;
        dgp.value = message.dgp;
        break;
      case 'matched':
        put('matrix', message.matrix);
        put('scatter', message.scatter);
        find('matched').hidden = false;
        break;
      case 'diagnosed':
        put('diagnosis', message.diagnosis);
        break;
      case 'compared':
        put('trust', message.trust);
        put('scores', message.scores);
        offerReport(message.report);
        break;
      case 'measured':
        put('scores', message.scores);
        bar.max = message.wanted;
        bar.value = message.done;
        status.textContent = `${message.done} of ${message.wanted} metrics computed`;
        break;
      case 'finished':
        end();
        root.dataset['state'] = 'finished';
        status.textContent = `Measured in your browser in ${formatDuration(message.milliseconds)}. Nothing was uploaded.`;
        break;
      case 'failed':
        complain(message.lines);
        break;
    }
  };

  /** The newest request wins: an older worker is ended. */
  const measure = (files: MeasureRequest['files']) => {
    worker?.terminate();
    worker = new Worker(new URL('./measure-worker.ts', import.meta.url), { type: 'module' });
    worker.addEventListener('message', ({ data }: MessageEvent<MeasureAnswer>) => receive(data));
    worker.addEventListener('error', ({ message }) => complain([message || 'The worker could not be started.']));
    faults.hidden = true;
    results.hidden = true;
    find('matched').hidden = true;
    bar.hidden = false;
    bar.value = 0;
    cancel.hidden = false;
    status.textContent = 'Reading';
    root.dataset['state'] = 'computing';
    root.setAttribute('aria-busy', 'true');
    const request: MeasureRequest = {
      kind: 'measure',
      files,
      seed: Number((form.elements.namedItem('seed') as HTMLInputElement).value),
      split: (form.elements.namedItem('split') as HTMLSelectElement).value as SplitRule,
      slow: (form.elements.namedItem('slow') as HTMLInputElement).checked,
      cellsUrl,
    };
    worker.postMessage(request);
  };

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const [factors, codes] = SIDES.map((side) => input(side).files?.[0]);
    if (factors && codes) measure({ factors, codes });
    else complain([`Choose the file of ${factors ? 'codes' : 'factors'} first.`]);
  });
  example.addEventListener('click', () => measure(null));
  cancel.addEventListener('click', () => {
    worker?.terminate();
    worker = undefined;
    end();
    root.dataset['state'] = 'cancelled';
    status.textContent = 'Cancelled.';
    start.focus();
  });
  dgp.addEventListener('change', () => {
    const request: CompareRequest = { kind: 'compare', dgp: dgp.value };
    worker?.postMessage(request);
  });

  for (const side of SIDES) {
    const zone = input(side).closest<HTMLElement>('[data-measure-zone]')!;
    const over = (isOver: boolean) => zone.classList.toggle('is-over', isOver);
    zone.addEventListener('dragover', (event) => {
      event.preventDefault();
      over(true);
    });
    zone.addEventListener('dragleave', () => over(false));
    zone.addEventListener('drop', (event) => {
      event.preventDefault();
      over(false);
      const files = event.dataTransfer?.files;
      if (files?.length) input(side).files = files;
    });
  }

  for (const fieldset of form.querySelectorAll('fieldset')) fieldset.disabled = false;
  root.dataset['ready'] = '';
}

document.querySelectorAll<HTMLElement>('[data-measure]').forEach(bind);
