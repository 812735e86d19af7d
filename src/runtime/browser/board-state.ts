import { MOST_COMPARED } from '../../views/comparison-address.ts';
import { BOARD_COLUMNS, DEFAULT_COLUMNS, NAMING_COLUMN } from '../../views/board-columns.ts';

export type Direction = 'ascending' | 'descending';

/** What a reader has chosen on a leaderboard. All of it stands in the address. */
export interface BoardState {
  /** Null for the board's own order. */
  readonly sort: { readonly column: string; readonly direction: Direction } | null;
  /** Rows must contain this; empty for all. */
  readonly text: string;
  /** Values that rows must have, by the name of the filter; absent for any. */
  readonly filters: Readonly<Record<string, string>>;
  /** Keys of the columns shown, in the board's order. */
  readonly columns: readonly string[];
  /** Results that stay on top, as many as can be compared, by the digits of their permalinks, in the order of pinning. */
  readonly pins: readonly string[];
  /** Shows rows scored from supplied codes. */
  readonly reported: boolean;
}

/** Filters by a value of the row; each is a parameter of the address. */
export const FILTERS = ['supervision', 'status', 'role'] as const;

const TEXT_LIMIT = 200;
const PIN = /^[0-9a-f]{12}$/;
const FILTER_VALUE = /^[a-z-]{1,40}$/;

function parseSort(value: string | null): BoardState['sort'] {
  if (value === null) return null;
  const [, minus, column] = /^(-?)([a-z]+)$/.exec(value) ?? [];
  if (!BOARD_COLUMNS.some(({ key, sort }) => key === column && sort !== undefined)) return null;
  return { column: column!, direction: minus === '-' ? 'descending' : 'ascending' };
}

function parseColumns(value: string | null): readonly string[] {
  if (value === null) return DEFAULT_COLUMNS;
  const wanted = new Set([...value.split(','), NAMING_COLUMN]);
  return BOARD_COLUMNS.map(({ key }) => key).filter((key) => wanted.has(key));
}

/** Reads the query of an address. What it does not understand it leaves out. @param search with or without the question mark */
export function parseBoardState(search: string): BoardState {
  const query = new URLSearchParams(search);
  const filters = FILTERS.flatMap((name) => {
    const value = query.get(name);
    return value !== null && FILTER_VALUE.test(value) ? [[name, value] as const] : [];
  });
  const pins = (query.get('pin') ?? '').split(',').filter((digest) => PIN.test(digest));
  return {
    sort: parseSort(query.get('sort')),
    text: (query.get('q') ?? '').slice(0, TEXT_LIMIT),
    filters: Object.fromEntries(filters),
    columns: parseColumns(query.get('columns')),
    pins: [...new Set(pins)].slice(0, MOST_COMPARED),
    reported: query.get('reported') === 'shown',
  };
}

/** What a board shows before its reader chooses anything. */
export const INITIAL_STATE: BoardState = parseBoardState('');

/** The query that `parseBoardState` reads, with its question mark; empty for the initial state. */
export function formatBoardState({ sort, text, filters, columns, pins, reported }: BoardState): string {
  const query = new URLSearchParams();
  if (sort !== null) query.set('sort', `${sort.direction === 'descending' ? '-' : ''}${sort.column}`);
  if (text !== '') query.set('q', text);
  for (const name of FILTERS) if (filters[name] !== undefined) query.set(name, filters[name]);
  if (columns.join() !== DEFAULT_COLUMNS.join()) query.set('columns', columns.join(','));
  if (pins.length > 0) query.set('pin', pins.join(','));
  if (reported) query.set('reported', 'shown');
  // Commas are legal in a query and read better than their escapes.
  const search = query.toString().replaceAll('%2C', ',');
  return search === '' ? '' : `?${search}`;
}
