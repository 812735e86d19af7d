import MiniSearch from 'minisearch';
import { INDEX_OPTIONS, type SearchHit, type SearchKind } from '../../views/search-options.ts';
import { digestOf, searchIndex } from '../../views/search-query.ts';
import type { SearchResultsDocument } from '../../views/documents/search-results.ts';
import { readDocument } from './read-document.ts';

const MOST_HITS = 30;
const PARAMETER = 'q';

const KIND_TITLES: Readonly<Record<SearchKind, string>> = {
  metric: 'Metric',
  track: 'Leaderboard',
  method: 'Submission',
  docs: 'Documentation',
  page: 'Page',
};

/** A result as a list item. */
function renderResult(digits: string, title: string, track: string, base: string): HTMLLIElement {
  return renderItem(`${base}r/${digits}/`, `${title} on ${track}`, `Result ${digits}`);
}

/** A hit as a list item. */
function renderHit({ id, kind, title, summary }: SearchHit, base: string): HTMLLIElement {
  return renderItem(base + id, title, summary === '' ? KIND_TITLES[kind] : `${KIND_TITLES[kind]}: ${summary}`);
}

/** Titles come from submitters: they are set as text. */
function renderItem(address: string, title: string, words: string): HTMLLIElement {
  const item = document.createElement('li');
  const link = document.createElement('a');
  link.href = address;
  link.textContent = title;
  const note = document.createElement('span');
  note.className = 'sub';
  note.textContent = words;
  item.append(link, note);
  return item;
}

/** A field, the hits below it, and the index, which is fetched when a reader begins. */
class SearchBox {
  readonly #root: HTMLElement;
  readonly #field: HTMLInputElement;
  readonly #status: HTMLElement;
  readonly #hits: HTMLOListElement;
  #index: Promise<MiniSearch> | undefined;
  #results: Promise<SearchResultsDocument> | undefined;

  constructor(root: HTMLElement) {
    this.#root = root;
    this.#field = root.querySelector('input')!;
    this.#status = root.querySelector('[role=status]')!;
    this.#hits = root.querySelector('ol')!;
    this.#field.addEventListener('focus', () => void this.#load());
    this.#field.addEventListener('input', () => void this.#show());
    const words = new URLSearchParams(location.search).get(PARAMETER);
    if (this.#keepsAddress && words) {
      this.#field.value = words;
      void this.#show();
    }
    root.dataset['ready'] = '';
  }

  get #keepsAddress(): boolean {
    return this.#root.dataset['keepsAddress'] === 'true';
  }

  #load(): Promise<MiniSearch> {
    this.#index ??= fetch(this.#root.dataset['indexUrl']!)
      .then((response) => (response.ok ? response.text() : Promise.reject(new Error(`status ${response.status}`))))
      .then((text) => MiniSearch.loadJSON(text, INDEX_OPTIONS));
    return this.#index;
  }

  /** Results whose digest begins as the words do; their list is fetched where the words look like one. */
  async #findResults(words: string): Promise<HTMLLIElement[]> {
    const digest = digestOf(words);
    if (digest === null) return [];
    this.#results ??= fetch(this.#root.dataset['resultsUrl']!).then((response) =>
      response.ok
        ? readDocument<SearchResultsDocument>(response, 'custodes/search-results/1')
        : Promise.reject(new Error(`status ${response.status}`)),
    );
    const { base } = this.#root.dataset as { base: string };
    return (await this.#results).results
      .filter(([digits]) => digits.startsWith(digest))
      .map(([digits, title, track]) => renderResult(digits, title, track, base));
  }

  async #show(): Promise<void> {
    const words = this.#field.value.trim();
    if (this.#keepsAddress) {
      const query = words === '' ? '' : `?${new URLSearchParams({ [PARAMETER]: words })}`;
      history.replaceState(history.state, '', location.pathname + query);
    }
    let items: readonly HTMLLIElement[];
    let status: string;
    try {
      const { base } = this.#root.dataset as { base: string };
      const [found, results] = await Promise.all([this.#load(), this.#findResults(words)]);
      const { hits, complete } = searchIndex(found, words);
      items = [...results, ...hits.map((hit) => renderHit(hit, base))];
      status = words === '' ? '' : describeCount(items.length, complete || results.length > 0);
    } catch {
      this.#index = undefined;
      this.#results = undefined;
      this.#status.textContent = 'The search index could not be loaded. Type on to try again.';
      return;
    }
    // What was typed meanwhile has a call of its own.
    if (words !== this.#field.value.trim()) return;
    this.#hits.replaceChildren(...items.slice(0, MOST_HITS));
    this.#status.textContent = status;
  }
}

function describeCount(count: number, complete: boolean): string {
  if (count === 0) return 'Nothing found. Fewer or shorter words find more.';
  if (!complete) return `No page has all of these words. Below are the ${Math.min(count, MOST_HITS)} that have most of them.`;
  if (count > MOST_HITS) return `${count} pages found, the best ${MOST_HITS} are shown.`;
  return count === 1 ? '1 page found.' : `${count} pages found.`;
}

for (const root of document.querySelectorAll<HTMLElement>('[data-search]')) new SearchBox(root);
