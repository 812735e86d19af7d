import { groupBoard, type BoardGroup, type BoardRow } from './board-groups.ts';
import type { Board } from './board.ts';

/** Rows in the HTML of one page: with their drawings 60 of them take about half of what a page may weigh. */
const ROWS_PER_PAGE = 60;

/**
 * The groups of a board, page by page. Reference rows all stand on the first page, since every score is read against them; the others
 * follow one another in the order of the board.
 */
export function paginateBoard(board: Board, size = ROWS_PER_PAGE): BoardGroup[][] {
  const groups = groupBoard(board);
  const reference = groups.filter(({ name }) => name === 'reference');
  const rows = groups
    .filter(({ name }) => name !== 'reference')
    .flatMap((group) => group.rows.map((row): readonly [BoardGroup, BoardRow] => [group, row]));
  const count = Math.max(1, Math.ceil(rows.length / size));
  return Array.from({ length: count }, (_, page) => {
    const own = Map.groupBy(rows.slice(page * size, (page + 1) * size), ([group]) => group);
    const parts = [...own].map(([group, pairs]) => ({ ...group, rows: pairs.map(([, row]) => row) }));
    return page === 0 ? [...parts, ...reference] : parts;
  });
}
