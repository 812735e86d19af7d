/** How the cells of a column compare. */
type SortKind = 'number' | 'text';

type Direction = 'ascending' | 'descending';

/** Cells without a value go last in either direction. */
export function compareCells(a: string | null, b: string | null, kind: SortKind, direction: Direction): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  const difference = kind === 'number' ? Number(a) - Number(b) : a < b ? -1 : a > b ? 1 : 0;
  return direction === 'ascending' ? difference : -difference;
}

/** The value in `data-value`; text columns fall back on what the cell shows. */
function cellValue(row: HTMLTableRowElement, index: number, kind: SortKind): string | null {
  const cell = row.cells[index];
  const value = cell?.dataset['value'];
  if (value !== undefined) return value;
  return kind === 'text' ? (cell?.textContent.trim().toLowerCase() ?? null) : null;
}

/** Sorts every group of rows for itself, so that reference rows stay together; a group's heading stays first. */
function sortBy(table: HTMLTableElement, header: HTMLTableCellElement, direction: Direction): void {
  const kind = header.dataset['sort'] as SortKind;
  for (const body of table.tBodies) {
    const rows = [...body.rows].filter((row) => !row.classList.contains('group-row'));
    rows.sort((a, b) =>
      compareCells(cellValue(a, header.cellIndex, kind), cellValue(b, header.cellIndex, kind), kind, direction),
    );
    body.append(...rows);
  }
  for (const other of table.querySelectorAll('th[aria-sort]')) other.removeAttribute('aria-sort');
  header.setAttribute('aria-sort', direction);
}

/** Numbers start with the best on top, words with the first letter. Ranks are the exception: the first is the lowest. */
function firstDirection(header: HTMLTableCellElement): Direction {
  return header.dataset['sort'] === 'number' && header.classList.contains('number') ? 'descending' : 'ascending';
}

function bind(table: HTMLTableElement): void {
  for (const header of table.querySelectorAll<HTMLTableCellElement>('th[data-sort]')) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'sort-button';
    button.append(...header.childNodes);
    header.append(button);
    button.addEventListener('click', () => {
      const current = header.getAttribute('aria-sort');
      const opposite: Direction = current === 'ascending' ? 'descending' : 'ascending';
      sortBy(table, header, current === null ? firstDirection(header) : opposite);
    });
  }
}

if (typeof document !== 'undefined') document.querySelectorAll<HTMLTableElement>('table[data-sortable]').forEach(bind);
