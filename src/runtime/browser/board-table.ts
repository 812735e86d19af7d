import { cellValue, compareCells, type SortKind } from './compare-cells.ts';
import type { BoardState } from './board-state.ts';

interface Row {
  readonly element: HTMLTableRowElement;
  readonly result: string;
  /** The group that the row stands in while it is not pinned. */
  readonly home: HTMLTableSectionElement;
  /** What a reader's text is looked for in. */
  readonly words: string;
}

/** What a board's table shows after a change. */
export interface BoardCounts {
  readonly shown: number;
  readonly pinned: number;
  readonly total: number;
}

/** Puts rows below what else stands in the body, and moves none that is already in place: a moved row loses the focus. */
function arrange(body: HTMLTableSectionElement, rows: readonly HTMLTableRowElement[]): void {
  const present = [...body.rows].filter((row) => !row.classList.contains('group-row'));
  if (present.length === rows.length && present.every((row, i) => row === rows[i])) return;
  body.append(...rows);
}

/** The table of a leaderboard: shows what a state says, and nothing else. */
export class BoardTable {
  readonly #table: HTMLTableElement;
  readonly #pinned: HTMLTableSectionElement;
  readonly #groups: HTMLTableSectionElement[];
  readonly #headers: readonly HTMLTableCellElement[];
  readonly #rows: Row[];

  constructor(table: HTMLTableElement) {
    this.#table = table;
    this.#headers = [...table.tHead!.rows[0]!.cells];
    this.#pinned = table.querySelector<HTMLTableSectionElement>('tbody[data-pinned]')!;
    this.#groups = [...table.querySelectorAll<HTMLTableSectionElement>('tbody[data-group]')];
    this.#rows = this.#groups.flatMap((home) => this.#rowsOf(home, home));
  }

  #rowsOf(body: HTMLTableSectionElement, home: HTMLTableSectionElement): Row[] {
    const names = this.#columnIndex('method');
    return [...body.rows]
      .filter(({ dataset }) => dataset['result'] !== undefined)
      .map((element) => {
        const words = `${element.cells[names]!.textContent} ${element.dataset['slug']}`.toLowerCase();
        return { element, home, result: element.dataset['result']!, words };
      });
  }

  /** Takes the rows of a further page of the leaderboard, each into its group. */
  adopt(table: HTMLTableElement): void {
    for (const body of table.querySelectorAll<HTMLTableSectionElement>('tbody[data-group]')) {
      const known = this.#groups.find(({ dataset }) => dataset['group'] === body.dataset['group']);
      if (known === undefined) {
        // Reference rows are last, and on the first page.
        const last = this.#groups.find(({ dataset }) => dataset['group'] === 'reference') ?? null;
        this.#table.insertBefore(body, last);
        this.#groups.push(body);
        this.#rows.push(...this.#rowsOf(body, body));
      } else {
        const rows = this.#rowsOf(body, known);
        known.append(...rows.map(({ element }) => element));
        this.#rows.push(...rows);
      }
    }
  }

  /** Headers that a reader can sort by, with their columns. */
  get sortable(): { header: HTMLTableCellElement; column: string }[] {
    return this.#headers
      .filter(({ dataset }) => dataset['sort'] !== undefined)
      .map((header) => ({ header, column: header.dataset['column']! }));
  }

  /** Digits of the results that have a row. */
  get results(): ReadonlySet<string> {
    return new Set(this.#rows.map(({ result }) => result));
  }

  /** Digits of the rows that are shown, from top to bottom. */
  shownResults(): string[] {
    return [...this.#table.querySelectorAll<HTMLTableRowElement>('tr[data-result]')]
      .filter((row) => !row.hidden)
      .map(({ dataset }) => dataset['result']!);
  }

  show(state: BoardState): BoardCounts {
    const focused = document.activeElement;
    for (const row of this.#rows) row.element.hidden = !this.#isShown(row, state);
    this.#place(state);
    this.#showColumns(state.columns);
    this.#showOrder(state);
    if (focused instanceof HTMLElement && focused !== document.activeElement && this.#table.contains(focused)) focused.focus();
    const shown = this.#rows.filter(({ element }) => !element.hidden).length;
    return { shown, pinned: state.pins.length, total: this.#rows.length };
  }

  #columnIndex(column: string): number {
    return this.#headers.findIndex(({ dataset }) => dataset['column'] === column);
  }

  #isShown({ element, result, words, home }: Row, { pins, text, filters, reported }: BoardState): boolean {
    if (pins.includes(result)) return true;
    // To ask for reported rows is to want to see them.
    const hiddenGroup = home.dataset['group'] === 'reported' && !reported && filters['status'] !== 'reported';
    if (hiddenGroup || !words.includes(text.trim().toLowerCase())) return false;
    return Object.entries(filters).every(([name, value]) => element.dataset[name] === value);
  }

  #place(state: BoardState): void {
    const pinned = state.pins.flatMap((pin) => this.#rows.filter(({ result }) => result === pin));
    arrange(this.#pinned, this.#sorted(pinned, state));
    for (const group of this.#groups) {
      const rows = this.#rows.filter((row) => row.home === group && !pinned.includes(row));
      arrange(group, this.#sorted(rows, state));
      group.hidden = rows.every(({ element }) => element.hidden);
    }
    this.#pinned.hidden = pinned.length === 0;
  }

  /** Every group is sorted for itself, so that ranked and other rows never mix. */
  #sorted(rows: readonly Row[], { sort }: BoardState): HTMLTableRowElement[] {
    const elements = rows.map(({ element }) => element);
    if (sort === null) return elements;
    const index = this.#columnIndex(sort.column);
    const kind = this.#headers[index]!.dataset['sort'] as SortKind;
    const value = ({ cells }: HTMLTableRowElement) => cellValue(cells[index], kind);
    return elements.toSorted((a, b) => compareCells(value(a), value(b), kind, sort.direction));
  }

  #showColumns(columns: readonly string[]): void {
    this.#headers.forEach((header, i) => {
      const column = header.dataset['column'];
      if (column === undefined) return;
      const hidden = !columns.includes(column);
      header.hidden = hidden;
      for (const { element } of this.#rows) element.cells[i]!.hidden = hidden;
    });
    const width = columns.length + 1;
    for (const heading of this.#table.querySelectorAll<HTMLTableCellElement>('.group-row > th')) heading.colSpan = width;
  }

  #showOrder({ sort }: BoardState): void {
    for (const { header, column } of this.sortable) {
      if (sort?.column === column) header.setAttribute('aria-sort', sort.direction);
      else header.removeAttribute('aria-sort');
    }
  }
}
