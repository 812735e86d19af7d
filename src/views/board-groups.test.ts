import { expect, it } from 'vitest';
import { createEntry } from '../../tests/views/record-fixture.ts';
import { findTrack } from '../suite/tracks/catalogue.ts';
import { groupBoard, noteOf, roleOf } from './board-groups.ts';
import { createBoard } from './board.ts';

const around = (centre: number) => Array.from({ length: 12 }, (_, i) => centre + 0.001 * (i % 3));

const board = createBoard(findTrack('linear-ica'), [
  createEntry({ slug: 'ranked', main: around(0.9) }),
  createEntry({ slug: 'few', main: [0.7, 0.7] }),
  createEntry({ slug: 'codes', status: 'reported', main: around(0.99) }),
  createEntry({ slug: 'permuted', status: 'reported', baseline: 'permuted', main: around(0.01) }),
  createEntry({ slug: 'oracle', baseline: 'oracle', supervision: 'generator-weights', main: around(1) }),
]);

it('keeps numbers from supplied codes apart, but for the reference rows', () => {
  const groups = groupBoard(board).map(({ name, rows }) => [name, rows.map(({ entry }) => entry.submission.slug)]);
  expect(groups).toEqual([
    ['ranked', ['ranked']],
    ['unranked', ['few']],
    ['reported', ['codes']],
    ['reference', ['oracle', 'permuted']],
  ]);
});

it('leaves out groups without rows', () => {
  expect(groupBoard(createBoard(findTrack('linear-ica'), []))).toEqual([]);
});

it('says what a row is, and why it has no rank', () => {
  const rows = groupBoard(board).flatMap((group) => group.rows);
  expect(rows.map(roleOf)).toEqual(['method', 'method', 'method', 'ceiling', 'floor']);
  expect(rows.map(noteOf)).toEqual([
    null,
    'covers 2 instances, 3 are needed',
    'reported from supplied codes, not recomputed from a model',
    'ceiling: true factors',
    'floor: permuted codes',
  ]);
});
