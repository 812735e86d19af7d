import { expect, test } from 'vitest';
import { createEntry } from '../../tests/views/record-fixture.ts';
import { findTrack } from '../suite/tracks/catalogue.ts';
import { arrangeMatrix } from './board-matrix.ts';
import { createBoard } from './board.ts';

const around = (centre: number) => Array.from({ length: 12 }, (_, i) => centre + 0.001 * (i % 3));
const entries = [
  createEntry({ slug: 'both', main: around(0.9) }),
  createEntry({ slug: 'both', track: 'contrastive-box', main: around(0.5) }),
  createEntry({ slug: 'rival', main: around(0.6) }),
  createEntry({ slug: 'rival', track: 'contrastive-box', main: around(0.8) }),
  createEntry({ slug: 'single', main: around(0.7) }),
  createEntry({ slug: 'labels', supervision: 'labels', main: around(0.99) }),
  createEntry({ slug: 'permuted', baseline: 'permuted', main: around(0) }),
  createEntry({ slug: 'oracle', baseline: 'oracle', main: around(1) }),
];
const matrix = arrangeMatrix(['linear-ica', 'contrastive-box'].map((id) => createBoard(findTrack(id), entries)));

test('has a row for each method and a column for each track, gaps where there is no entry', () => {
  expect(matrix.methods.map(({ slug }) => slug)).toEqual(['both', 'labels', 'rival', 'single']);
  expect(matrix.methods.map(({ cells }) => cells.map((cell) => cell !== null))).toEqual([
    [true, true],
    [true, false],
    [true, true],
    [true, false],
  ]);
});

test('places scores between floor and ceiling where a track has both', () => {
  const [ica, box] = matrix.methods[0]!.cells;
  expect(ica!.share).toBeCloseTo(0.9, 12);
  expect(box!.share).toBeNull();
  expect(ica!.rank).toEqual({ best: 1, worst: 1 });
  expect(matrix.methods[1]!.cells[0]!.rank).toBeNull();
});

test('orders methods by separated pairs alone, and does not order what tracks disagree on', () => {
  expect(matrix.order).toEqual({
    precedences: [
      { above: 'both', below: 'single', tracks: ['linear-ica'] },
      { above: 'single', below: 'rival', tracks: ['linear-ica'] },
    ],
    conflicts: [{ first: 'both', second: 'rival', tracks: ['linear-ica', 'contrastive-box'] }],
  });
});

test('of many methods shows those on most boards, then those that rank best, and says how many are left out', () => {
  const boards = ['linear-ica', 'contrastive-box'].map((id) => createBoard(findTrack(id), entries));
  const few = arrangeMatrix(boards, 3);
  expect(few.methods.map(({ slug }) => slug)).toEqual(['both', 'rival', 'single']);
  expect(few.methodsLeftOut).toBe(1);
  expect(arrangeMatrix(boards, 1).order).toEqual({ precedences: [], conflicts: [] });
});

test('of no boards is empty', () => {
  expect(arrangeMatrix([])).toEqual({ tracks: [], methods: [], methodsLeftOut: 0, order: { precedences: [], conflicts: [] } });
});
