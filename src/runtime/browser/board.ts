import type { BoardDocument } from '../../views/board-document.ts';
import { formatComparison, MOST_COMPARED } from '../../views/comparison-address.ts';
import type { DownloadFormat } from './board-download.ts';
import { formatBoardState, INITIAL_STATE, parseBoardState, type BoardState, type Direction } from './board-state.ts';
import { BoardTable, type BoardCounts } from './board-table.ts';
import { readDocument } from './read-document.ts';

function find<E extends Element>(root: ParentNode, selector: string): E {
  const element = root.querySelector<E>(selector);
  if (element === null) throw new Error(`the board lacks ${selector}`);
  return element;
}

/** Numbers start with the best on top, words with the first letter. Ranks are the exception: the first is the lowest. */
function firstDirection({ dataset }: HTMLTableCellElement): Direction {
  return dataset['sort'] === 'number' && dataset['column'] !== 'rank' ? 'descending' : 'ascending';
}

function describeCounts({ shown, pinned, total }: BoardCounts): string {
  return `${shown} of ${total} rows shown${pinned > 0 ? `, ${pinned} of at most ${MOST_COMPARED} pinned` : ''}`;
}

/** Joins the controls of a leaderboard, its table and the address: each change goes through one state. */
class Board {
  readonly #root: HTMLElement;
  readonly #table: BoardTable;
  #state: BoardState;
  /** Whether the rows of the leaderboard's other pages are there. */
  #isWhole: boolean;

  constructor(root: HTMLElement) {
    this.#root = root;
    this.#table = new BoardTable(find(root, 'table'));
    this.#isWhole = root.dataset['further'] === undefined;
    this.#state = parseBoardState(location.search);
    this.#bindHeaders();
    this.#bindControls();
    if (location.search !== '') void this.#complete().then(() => this.#show());
    else this.#show();
  }

  get #pins(): HTMLButtonElement[] {
    return [...this.#root.querySelectorAll<HTMLButtonElement>('button.pin')];
  }

  /** Fetches the rows of the other pages: what a reader sorts or filters is the whole leaderboard. */
  async #complete(): Promise<void> {
    if (!this.#isWhole) {
      const status = find(this.#root, '[data-status-line]');
      status.textContent = 'Loading all rows.';
      try {
        const addresses = this.#root.dataset['further']!.split(' ');
        const pages = await Promise.all(addresses.map(async (address) => (await fetch(address)).text()));
        if (!this.#isWhole) {
          this.#isWhole = true;
          for (const page of pages) this.#table.adopt(find(new DOMParser().parseFromString(page, 'text/html'), '.board table'));
        }
      } catch {
        status.textContent = 'The other rows could not be loaded: these are the first.';
      }
    }
    this.#state = { ...this.#state, pins: this.#state.pins.filter((pin) => this.#table.results.has(pin)) };
  }

  async #change(part: Partial<BoardState>): Promise<void> {
    this.#state = { ...this.#state, ...part };
    if (!this.#isWhole) await this.#complete();
    history.replaceState(history.state, '', location.pathname + formatBoardState(this.#state) + location.hash);
    this.#show();
  }

  #bindHeaders(): void {
    for (const { header, column } of this.#table.sortable) {
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'sort-button';
      button.append(...header.childNodes);
      header.append(button);
      button.addEventListener('click', () => {
        const { sort } = this.#state;
        const opposite: Direction = sort?.direction === 'ascending' ? 'descending' : 'ascending';
        void this.#change({ sort: { column, direction: sort?.column === column ? opposite : firstDirection(header) } });
      });
    }
  }

  #bindControls(): void {
    const root = this.#root;
    const text = find<HTMLInputElement>(root, 'input[name=q]');
    text.addEventListener('input', () => void this.#change({ text: text.value }));
    for (const select of root.querySelectorAll<HTMLSelectElement>('select[data-filter]')) {
      select.addEventListener('change', () => {
        const { [select.name]: _, ...filters } = this.#state.filters;
        void this.#change({ filters: select.value === '' ? filters : { ...filters, [select.name]: select.value } });
      });
    }
    const reported = root.querySelector<HTMLInputElement>('input[name=reported]');
    reported?.addEventListener('change', () => void this.#change({ reported: reported.checked }));
    const columns = [...root.querySelectorAll<HTMLInputElement>('input[name=column]')];
    for (const box of columns) {
      box.addEventListener('change', () => {
        const chosen = columns.filter(({ checked }) => checked).map(({ value }) => value);
        void this.#change({ columns: parseBoardState(`columns=${chosen.join(',')}`).columns });
      });
    }
    // Rows may come later: one listener for all pins.
    find(root, 'table').addEventListener('click', ({ target }) => {
      const pin = target instanceof Element ? target.closest<HTMLButtonElement>('button.pin') : null;
      if (pin !== null) this.#togglePin(this.#resultOf(pin));
    });
    find(root, '[data-reset]').addEventListener('click', () => void this.#change(INITIAL_STATE));
    for (const button of root.querySelectorAll<HTMLButtonElement>('[data-download]'))
      button.addEventListener('click', () => void this.#download(button.dataset['download'] as DownloadFormat));
  }

  #resultOf(pin: HTMLButtonElement): string {
    return pin.closest('tr')!.dataset['result']!;
  }

  #togglePin(result: string): void {
    const { pins } = this.#state;
    if (pins.includes(result)) void this.#change({ pins: pins.filter((pin) => pin !== result) });
    else if (pins.length < MOST_COMPARED) void this.#change({ pins: [...pins, result] });
  }

  async #download(format: DownloadFormat): Promise<void> {
    // What writes files weighs more than the board's own script, so it comes on the click.
    const { downloadShown, selectShown } = await import('./board-download.ts');
    const response = await fetch(find<HTMLElement>(this.#root, '[data-document-url]').dataset['documentUrl']!);
    const whole = await readDocument<BoardDocument>(response, 'custodes/board/1');
    downloadShown(selectShown(whole, this.#table.shownResults(), this.#state.columns), format);
  }

  #show(): void {
    const counts = this.#table.show(this.#state);
    const { text, filters, columns, pins, reported } = this.#state;
    const root = this.#root;
    const box = find<HTMLInputElement>(root, 'input[name=q]');
    if (box.value !== text) box.value = text;
    for (const select of root.querySelectorAll<HTMLSelectElement>('select[data-filter]'))
      select.value = filters[select.name] ?? '';
    const reportedBox = root.querySelector<HTMLInputElement>('input[name=reported]');
    if (reportedBox) reportedBox.checked = reported;
    for (const column of root.querySelectorAll<HTMLInputElement>('input[name=column]'))
      column.checked = columns.includes(column.value);
    for (const pin of this.#pins) {
      const isPinned = pins.includes(this.#resultOf(pin));
      pin.setAttribute('aria-pressed', String(isPinned));
      pin.disabled = !isPinned && pins.length >= MOST_COMPARED;
    }
    this.#showComparison(pins);
    find(root, '[data-status-line]').textContent = describeCounts(counts);
    root.dataset['ready'] = '';
  }

  /** A comparison takes two. */
  #showComparison(pins: readonly string[]): void {
    const link = find<HTMLAnchorElement>(this.#root, 'a[data-compare]');
    link.hidden = pins.length < 2;
    link.href = link.dataset['compareBaseUrl'] + formatComparison(pins);
    link.textContent = `Compare ${pins.length} pinned`;
  }
}

for (const root of document.querySelectorAll<HTMLElement>('[data-board]')) new Board(root);
