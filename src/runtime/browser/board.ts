import type { BoardDocument } from '../../views/board-document.ts';
import type { DownloadFormat } from './board-download.ts';
import { formatBoardState, INITIAL_STATE, MOST_PINS, parseBoardState, type BoardState, type Direction } from './board-state.ts';
import { BoardTable, type BoardCounts } from './board-table.ts';

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
  return `${shown} of ${total} rows shown${pinned > 0 ? `, ${pinned} of at most ${MOST_PINS} pinned` : ''}`;
}

/** Joins the controls of a leaderboard, its table and the address: each change goes through one state. */
class Board {
  readonly #root: HTMLElement;
  readonly #table: BoardTable;
  readonly #pins: readonly HTMLButtonElement[];
  #state: BoardState;

  constructor(root: HTMLElement) {
    this.#root = root;
    this.#table = new BoardTable(find(root, 'table'));
    this.#pins = [...root.querySelectorAll<HTMLButtonElement>('button.pin')];
    const state = parseBoardState(location.search);
    this.#state = { ...state, pins: state.pins.filter((pin) => this.#table.results.has(pin)) };
    this.#bindHeaders();
    this.#bindControls();
    this.#show();
  }

  #change(part: Partial<BoardState>): void {
    this.#state = { ...this.#state, ...part };
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
        this.#change({ sort: { column, direction: sort?.column === column ? opposite : firstDirection(header) } });
      });
    }
  }

  #bindControls(): void {
    const root = this.#root;
    const text = find<HTMLInputElement>(root, 'input[name=q]');
    text.addEventListener('input', () => this.#change({ text: text.value }));
    for (const select of root.querySelectorAll<HTMLSelectElement>('select[data-filter]')) {
      select.addEventListener('change', () => {
        const { [select.name]: _, ...filters } = this.#state.filters;
        this.#change({ filters: select.value === '' ? filters : { ...filters, [select.name]: select.value } });
      });
    }
    const reported = root.querySelector<HTMLInputElement>('input[name=reported]');
    reported?.addEventListener('change', () => this.#change({ reported: reported.checked }));
    const columns = [...root.querySelectorAll<HTMLInputElement>('input[name=column]')];
    for (const box of columns) {
      box.addEventListener('change', () => {
        const chosen = columns.filter(({ checked }) => checked).map(({ value }) => value);
        this.#change({ columns: parseBoardState(`columns=${chosen.join(',')}`).columns });
      });
    }
    for (const pin of this.#pins) pin.addEventListener('click', () => this.#togglePin(this.#resultOf(pin)));
    find(root, '[data-reset]').addEventListener('click', () => this.#change(INITIAL_STATE));
    for (const button of root.querySelectorAll<HTMLButtonElement>('[data-download]'))
      button.addEventListener('click', () => void this.#download(button.dataset['download'] as DownloadFormat));
  }

  #resultOf(pin: HTMLButtonElement): string {
    return pin.closest('tr')!.dataset['result']!;
  }

  #togglePin(result: string): void {
    const { pins } = this.#state;
    if (pins.includes(result)) this.#change({ pins: pins.filter((pin) => pin !== result) });
    else if (pins.length < MOST_PINS) this.#change({ pins: [...pins, result] });
  }

  async #download(format: DownloadFormat): Promise<void> {
    // What writes files weighs more than the board's own script, so it comes on the click.
    const { downloadShown, selectShown } = await import('./board-download.ts');
    const response = await fetch(find<HTMLElement>(this.#root, '[data-document-url]').dataset['documentUrl']!);
    const whole = (await response.json()) as BoardDocument;
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
      pin.disabled = !isPinned && pins.length >= MOST_PINS;
    }
    this.#showComparison(pins);
    find(root, '[data-status-line]').textContent = describeCounts(counts);
    root.dataset['ready'] = '';
  }

  /** A comparison takes two. */
  #showComparison(pins: readonly string[]): void {
    const link = find<HTMLAnchorElement>(this.#root, 'a[data-compare]');
    link.hidden = pins.length < 2;
    link.href = `${link.dataset['compareBaseUrl']}?r=${pins.join(',')}`;
    link.textContent = `Compare ${pins.length} pinned`;
  }
}

for (const root of document.querySelectorAll<HTMLElement>('[data-board]')) new Board(root);
