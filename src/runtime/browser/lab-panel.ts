import { formatDuration } from '../../views/format.ts';
import { bindCellRerun } from './cell-rerun.ts';
import { buildNode } from './build-element.ts';
import { parameterLabel } from '../../views/lab/parameter-labels.ts';
import { LabForm } from './lab-form.ts';
import type { DrawAnswer, DrawReport, LabRequest } from './lab-protocol.ts';

/** Addresses are written, and screen readers told, once the reader pauses. */
const PAUSE_MILLISECONDS = 300;

/** What is shown is dimmed where what was asked for takes longer than this; most of it comes before. */
const PATIENCE_MILLISECONDS = 250;

function find<E extends Element>(root: Element, name: string): E {
  return root.querySelector<E>(`[data-lab-${name}]`)!;
}

function bind(root: HTMLElement): void {
  const form = find<HTMLFormElement>(root, 'form');
  const fields = new LabForm(form);
  const status = find<HTMLElement>(root, 'status');
  const faults = find<HTMLElement>(root, 'faults');
  const spoken = find<HTMLElement>(root, 'spoken');
  const results = [...root.querySelectorAll<HTMLElement>('[data-lab-result]')];
  const slowButton = find<HTMLButtonElement>(root, 'slow');
  const slowBar = find<HTMLProgressElement>(root, 'slow-bar');
  const cellsUrl = new URL(root.dataset['cellsUrl']!, location.href).href;
  let worker: Worker | undefined;
  let latest = 0;
  let slowRunning = false;
  let pause: ReturnType<typeof setTimeout> | undefined;
  let patience: ReturnType<typeof setTimeout> | undefined;

  const rerun = bindCellRerun(root, () => ({ fields: fields.fields, cellsUrl }));

  const show = ({ view, command, codes, stored, done, wanted, milliseconds }: DrawReport) => {
    for (const [name, markup] of Object.entries(view)) find(root, `view-${name}`).replaceChildren(buildNode(markup));
    find<HTMLElement>(root, 'command').textContent = command;
    fields.showCodes(codes);
    if (stored !== undefined) rerun.offer(stored);
    clearTimeout(patience);
    root.removeAttribute('data-stale');
    faults.hidden = true;
    fields.showFaults([], faults.id);
    for (const result of results) result.hidden = false;
    const finished = done === wanted;
    if (finished) slowRunning = false;
    slowBar.hidden = !slowRunning;
    slowBar.max = wanted;
    slowBar.value = done;
    slowButton.disabled = slowRunning;
    root.dataset['state'] = finished ? 'finished' : 'computing';
    const text = `${done} metrics computed in your browser in ${formatDuration(milliseconds)}.`;
    clearTimeout(pause);
    pause = setTimeout(() => {
      status.textContent = finished ? text : `${done} of ${wanted} metrics computed.`;
      spoken.textContent = find(root, 'view-headline').textContent.trim();
    }, PAUSE_MILLISECONDS);
  };

  /** What was shown belongs to another setting: it goes. @param names of the fields that are at fault */
  const complain = (lines: readonly string[], names: readonly string[] = []) => {
    clearTimeout(patience);
    clearTimeout(pause);
    root.removeAttribute('data-stale');
    for (const result of results) result.hidden = true;
    fields.showFaults(names, faults.id);
    status.textContent = 'No scores: the setting breaks a rule.';
    spoken.textContent = '';
    slowRunning = false;
    slowBar.hidden = true;
    slowButton.disabled = false;
    root.dataset['state'] = 'faulty';
    faults.replaceChildren(...lines.map((line) => buildNode({ tag: 'p', attributes: {}, children: [line] })));
    faults.hidden = false;
  };

  const receive = (report: DrawAnswer) => {
    if ('id' in report && report.id !== latest) return;
    if (report.kind === 'drawn') show(report);
    else if (report.kind === 'faulty')
      complain(
        report.faults.map(({ path, rule, fix }) => `${parameterLabel(path)} ${rule}: ${fix}.`),
        report.faults.map(({ path }) => path),
      );
    else if (report.kind === 'failed') complain([report.message]);
  };

  const start = (): Worker => {
    const started = new Worker(new URL('./lab-worker.ts', import.meta.url), { type: 'module' });
    started.addEventListener('message', ({ data }: MessageEvent<DrawAnswer>) => receive(data));
    started.addEventListener('error', ({ message }) => complain([message || 'The worker could not be started.']));
    return started;
  };

  const request = (slow: boolean, given = fields.fields) => {
    // A slow metric cannot be interrupted: the worker goes, and a new one computes the newest request.
    if (slowRunning) {
      worker?.terminate();
      worker = undefined;
    }
    slowRunning = slow;
    slowButton.disabled = slow;
    root.dataset['state'] = 'computing';
    clearTimeout(patience);
    patience = setTimeout(() => {
      root.dataset['stale'] = '';
      status.textContent = 'Computing';
    }, PATIENCE_MILLISECONDS);
    worker ??= start();
    const message: LabRequest = { kind: 'draw', id: ++latest, slow, fields: given, cellsUrl };
    worker.postMessage(message);
  };

  let addressPause: ReturnType<typeof setTimeout> | undefined;
  const writeAddress = () => {
    clearTimeout(addressPause);
    addressPause = setTimeout(() => history.replaceState(null, '', `?${fields.query}`), PAUSE_MILLISECONDS);
  };

  const change = () => {
    rerun.cancel();
    request(false);
    writeAddress();
  };

  form.addEventListener('input', ({ target }) => {
    fields.accept(target);
    change();
  });
  // Whoever comes near the form will want the engine.
  for (const approach of ['pointerenter', 'focusin'])
    form.addEventListener(approach, () => (worker ??= start()), { once: true, passive: true });
  form.addEventListener('submit', (event) => event.preventDefault());
  find<HTMLButtonElement>(root, 'next').addEventListener('click', () => {
    fields.advanceSeed();
    change();
  });
  slowButton.addEventListener('click', () => request(true));

  for (const disabled of form.querySelectorAll('fieldset')) disabled.disabled = false;
  slowButton.disabled = false;
  root.dataset['ready'] = '';

  const query = new URLSearchParams(location.search);
  fields.fill(query);
  // An address with a setting is a click on it: the page's own example needs no engine.
  if (query.size > 0) request(false, { ...fields.fields, ...Object.fromEntries(query) });
}

document.querySelectorAll<HTMLElement>('[data-lab]').forEach(bind);
