import { expect, it } from 'vitest';
import { createEntry } from '../../tests/views/record-fixture.ts';
import { findTrack } from '../suite/tracks/catalogue.ts';
import { BOARD_FIELDS, describeBoard } from './board-document.ts';
import { createBoard } from './board.ts';

const entries = [
  createEntry({ slug: 'good', main: [0.9, 0.92, 0.94], twin: [0.5, 0.6, 0.7] }),
  createEntry({ slug: 'codes', status: 'reported', main: [0.8, 0.8, 0.8] }),
  createEntry({ slug: 'permuted', baseline: 'permuted', main: [0, 0, 0] }),
  createEntry({ slug: 'oracle', baseline: 'oracle', main: [1, 1, 1] }),
];
const document = describeBoard(createBoard(findTrack('linear-ica'), entries), (path) => `https://example.org/${path}`);

it('has every field of every row, and no other', () => {
  expect(new Set(BOARD_FIELDS).size).toBe(BOARD_FIELDS.length);
  for (const row of document.rows) expect(Object.keys(row).toSorted()).toEqual(BOARD_FIELDS.toSorted());
});

it('lists the rows in the order of the board with what was measured and derived', () => {
  expect(document.rows.map(({ submission, group }) => [submission, group])).toEqual([
    ['good', 'ranked'],
    ['codes', 'reported'],
    ['oracle', 'reference'],
    ['permuted', 'reference'],
  ]);
  const digest = entries[0]!.record.result_digest.slice(0, 12);
  expect(document.rows[0]).toMatchObject({
    rank_best: 1,
    rank_worst: 1,
    floor: 0,
    ceiling: 1,
    instances: 3,
    status: 'verified',
    best_of: null,
    result: digest,
    page: `https://example.org/r/${digest}/`,
  });
  expect(document.rows[0]!['score']).toBeCloseTo(0.92);
  expect(document.rows[0]!['share']).toBeCloseTo(0.92);
  expect(document.rows[0]!['twin']).toBeCloseTo(0.6);
  expect(document.rows[1]!['rank_best']).toBeNull();
});

it('marks what was picked among several', () => {
  const entry = createEntry({ slug: 'picked', main: [0.9, 0.9, 0.9] });
  const picked = { ...entry, submission: { ...entry.submission, selection: { of: 20, by: 'training loss' } } };
  const { rows } = describeBoard(createBoard(findTrack('linear-ica'), [picked]), (path) => path);
  expect(rows[0]!['best_of']).toBe(20);
});
