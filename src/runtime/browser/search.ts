import MiniSearch from 'minisearch';
import { INDEX_OPTIONS, SEARCH_OPTIONS, type SearchHit, type SearchKind } from '../../views/search-options.ts';

const MOST_HITS = 30;
const PARAMETER = 'q';

const KIND_TITLES: Readonly<Record<SearchKind, string>> = {
  metric: 'Metric',
  track: 'Leaderboard',
  method: 'Submission',
  docs: 'Documentation',
};

/** A hit as a list item. Titles come from submitters: they are set as text. */
function renderHit({ id, kind, title, summary }: SearchHit, base: string): HTMLLIElement {
  const item = document.createElement('li');
  const link = document.createElement('a');
  link.href = base + id;
  link.textContent = title;
  const note = document.createElement('span');
  note.className = 'sub';
  note.textContent = summary === '' ? KIND_TITLES[kind] : `${KIND_TITLES[kind]}: ${summary}`;
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

  async #show(): Promise<void> {
    const words = this.#field.value.trim();
    if (this.#keepsAddress) {
      const query = words === '' ? '' : `?${new URLSearchParams({ [PARAMETER]: words })}`;
      history.replaceState(history.state, '', location.pathname + query);
    }
    let hits: readonly SearchHit[];
    try {
      const index = await this.#load();
      hits = words === '' ? [] : (index.search(words, SEARCH_OPTIONS) as unknown as SearchHit[]);
    } catch {
      this.#index = undefined;
      this.#status.textContent = 'The search index could not be loaded. Type on to try again.';
      return;
    }
    // What was typed meanwhile has a call of its own.
    if (words !== this.#field.value.trim()) return;
    this.#hits.replaceChildren(...hits.slice(0, MOST_HITS).map((hit) => renderHit(hit, this.#root.dataset['base']!)));
    this.#status.textContent = words === '' ? '' : describeCount(hits.length);
  }
}

function describeCount(count: number): string {
  if (count === 0) return 'Nothing found. Fewer or shorter words find more.';
  if (count > MOST_HITS) return `${count} pages found, the best ${MOST_HITS} are shown.`;
  return count === 1 ? '1 page found.' : `${count} pages found.`;
}

for (const root of document.querySelectorAll<HTMLElement>('[data-search]')) new SearchBox(root);
