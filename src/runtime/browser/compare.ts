import type { ResultRecord } from '../../registry/record.ts';
import { formatComparison, MOST_COMPARED, parseComparison, parsePermalink } from '../../views/comparison-address.ts';
import type { ComparisonRequest, ComparisonView } from '../../views/comparison-view.ts';
import type { ComparisonWords } from '../../views/comparison-words.ts';
import { markup, type MarkupElement } from '../../views/markup.ts';
import { seriesKey } from '../../views/series-marks.ts';
import { buildNode } from './build-element.ts';
import { readPageData } from './page-data.ts';
import { readDocument } from './read-document.ts';

type Results = ComparisonRequest['results'];

/** The page of comparisons: fetches the records that the address names, and draws them. */
class Comparison {
  readonly #root: HTMLElement;
  readonly #words: ComparisonWords;
  readonly #records = new Map<string, ResultRecord>();
  #worker: Worker | undefined;
  #ids: readonly string[] = [];

  constructor(root: HTMLElement) {
    this.#root = root;
    this.#words = readPageData<ComparisonWords>(root, 'words');
    const input = this.#find<HTMLInputElement>('input[name=result]');
    const add = (): void => void this.#add(input);
    this.#find('[data-add]').addEventListener('click', add);
    input.addEventListener('keydown', (event) => {
      if (event.key === 'Enter') add();
    });
    this.#find('select[name=metric]').addEventListener('change', () => this.#ask(this.#results()));
    const { ids, leftOut } = parseComparison(location.search);
    void this.#open(ids, leftOut);
  }

  #find<E extends HTMLElement = HTMLElement>(selector: string): E {
    return this.#root.querySelector<E>(selector)!;
  }

  #say(text: string): void {
    this.#find('[data-status-line]').textContent = text;
  }

  #replace(selector: string, ...children: readonly MarkupElement[]): void {
    this.#find(selector).replaceChildren(...children.map((child) => buildNode(child)));
  }

  async #add(input: HTMLInputElement): Promise<void> {
    const id = parsePermalink(input.value);
    if (id === null) this.#say('That names no result: paste the address of its page, or the twelve digits in it.');
    else if (this.#ids.includes(id)) this.#say('That result is here already.');
    else if (this.#ids.length >= MOST_COMPARED) this.#say(`At most ${MOST_COMPARED} results can be compared: remove one first.`);
    else {
      await this.#open([...this.#ids, id]);
      if (this.#records.has(id)) input.value = '';
    }
  }

  /** Fetches what is not here yet; what the site does not have is left out, and said. */
  async #open(ids: readonly string[], leftOut: readonly string[] = []): Promise<void> {
    this.#say('Fetching records…');
    const missing = await Promise.all(ids.map(async (id) => ((await this.#fetch(id)) ? [] : [id])));
    const absent = missing.flat();
    this.#ids = ids.filter((id) => !absent.includes(id));
    this.#show();
    const count = `${this.#ids.length} of at most ${MOST_COMPARED} results`;
    const missed = absent.length === 0 ? '' : `; no record on this site: ${absent.join(', ')}`;
    const refused = leftOut.length === 0 ? '' : `; left out of the address: ${leftOut.join(', ')}`;
    this.#say(`${count}${missed}${refused}`);
  }

  async #fetch(id: string): Promise<boolean> {
    if (this.#records.has(id)) return true;
    try {
      const response = await fetch(`${this.#root.dataset['resultsBaseUrl']}${id}/record.json`);
      if (!response.ok) return false;
      this.#records.set(id, await readDocument<ResultRecord>(response, 'custodes/record/1'));
      return true;
    } catch {
      // No network, or no record: as good as absent for a comparison.
      return false;
    }
  }

  #remove(id: string): void {
    this.#ids = this.#ids.filter((other) => other !== id);
    this.#show();
    this.#say(`${this.#ids.length} of at most ${MOST_COMPARED} results`);
    this.#find('input[name=result]').focus();
  }

  #results(): Results {
    return this.#ids.map((id) => {
      const { measured } = this.#records.get(id)!;
      const { slug } = measured.submission;
      return { id, measured, name: this.#words.titles[slug] ?? slug };
    });
  }

  #show(): void {
    const results = this.#results();
    history.replaceState(history.state, '', location.pathname + formatComparison(this.#ids) + location.hash);
    this.#showList(results);
    if (results.length > 0) this.#ask(results);
    else for (const part of ['[data-metrics]', '[data-pairs]', '[data-apart]']) this.#find(part).hidden = true;
  }

  /** Questions are answered in turn, so the last answer is to the last question. */
  #ask(results: Results): void {
    const { metrics, tracks } = this.#words;
    const { value } = this.#find<HTMLSelectElement>('select[name=metric]');
    const request: ComparisonRequest = { results, words: { metrics, tracks }, metric: value === '' ? null : value };
    this.#startWorker().postMessage(request);
  }

  #startWorker(): Worker {
    if (this.#worker) return this.#worker;
    const worker = new Worker(new URL('./compare-worker.ts', import.meta.url), { type: 'module' });
    worker.addEventListener('message', ({ data }: MessageEvent<ComparisonView>) => this.#showView(data));
    worker.addEventListener('error', () => this.#say('The comparison could not be made: its script did not load.'));
    this.#worker = worker;
    return worker;
  }

  #showView({ chart, numbers, paired }: ComparisonView): void {
    if (this.#ids.length === 0) return;
    this.#replace('[data-chart]', chart);
    this.#replace('[data-numbers]', numbers);
    if (paired !== null) {
      this.#replace('select[name=metric]', ...paired.options);
      this.#replace('[data-pair-table]', paired.pairs);
      this.#replace('[data-instance-table]', paired.instances);
    }
    this.#find('[data-metrics]').hidden = false;
    this.#find('[data-pairs]').hidden = paired === null;
    this.#find('[data-apart]').hidden = paired !== null || this.#ids.length < 2;
  }

  #showList(results: Results): void {
    const { resultsBaseUrl, submissionsBaseUrl } = this.#root.dataset;
    const items = results.map(({ id, name, measured: { submission, track, suite, status } }, i) =>
      markup(
        'li',
        {},
        markup(
          'p',
          {},
          seriesKey(i),
          ' ',
          markup('a', { href: `${submissionsBaseUrl}${submission.slug}/` }, name),
          ` ${submission.version}`,
        ),
        markup('p', { class: 'fine' }, `${this.#words.tracks[track.id]?.title ?? track.id}, suite ${suite.version}, ${status}`),
        markup(
          'p',
          {},
          markup('a', { class: 'digest', href: `${resultsBaseUrl}${id}/` }, id),
          ' ',
          markup('button', { class: 'link-button', type: 'button', 'aria-label': `Remove ${name}` }, 'remove'),
        ),
      ),
    );
    this.#replace('[data-results]', ...items);
    this.#find('[data-results]')
      .querySelectorAll('button')
      .forEach((button, i) => button.addEventListener('click', () => this.#remove(results[i]!.id)));
  }
}

for (const root of document.querySelectorAll<HTMLElement>('[data-comparison]')) new Comparison(root);
