import { describe, expect, it } from 'vitest';
import { createEntry } from '../../tests/views/record-fixture.ts';
import { findTrack } from '../suite/tracks/catalogue.ts';
import { groupBoard } from './board-groups.ts';
import { paginateBoard } from './board-pages.ts';
import { createBoard } from './board.ts';

const methods = Array.from({ length: 5 }, (_, i) => createEntry({ slug: `method-${i}`, main: [0.9 - 0.1 * i, 0.9, 0.9] }));
const others = [
  createEntry({ slug: 'few', main: [0.5] }),
  createEntry({ slug: 'supplied', status: 'reported', main: [0.5, 0.5, 0.5] }),
  createEntry({ slug: 'oracle', baseline: 'oracle', main: [1, 1, 1] }),
];
const board = createBoard(findTrack('linear-ica'), [...methods, ...others]);
const pages = paginateBoard(board, 3);

describe('a board in pages', () => {
  it('has every row once, in the order of the board', () => {
    const place = (name: string) =>
      pages.flatMap((groups) => groups.filter((group) => group.name === name).flatMap(({ rows }) => rows));
    for (const { name, rows } of groupBoard(board)) expect(place(name)).toEqual(rows);
  });

  it('has at most so many rows a page, and the reference rows on the first', () => {
    expect(pages.map((groups) => groups.map(({ name, rows }) => [name, rows.length]))).toEqual([
      [
        ['ranked', 3],
        ['reference', 1],
      ],
      [
        ['ranked', 2],
        ['unranked', 1],
      ],
      [['reported', 1]],
    ]);
  });

  it('is one page where it is short, or empty', () => {
    expect(paginateBoard(board)).toHaveLength(1);
    expect(paginateBoard(createBoard(findTrack('linear-ica'), []))).toEqual([[]]);
  });
});
