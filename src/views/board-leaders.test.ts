import { expect, it } from 'vitest';
import { createEntry } from '../../tests/views/record-fixture.ts';
import { findTrack } from '../suite/tracks/catalogue.ts';
import { leaderRow } from './board-leaders.ts';
import { createBoard } from './board.ts';

const track = findTrack('linear-ica');
const around = (centre: number) => Array.from({ length: 12 }, (_, i) => centre + 0.001 * (i % 3));
const rowOf = (centres: Readonly<Record<string, number>>) =>
  leaderRow(
    createBoard(
      track,
      Object.entries(centres).map(([slug, centre]) => createEntry({ slug, main: around(centre) })),
    ),
  );

it('names who may be first and shows the best mean', () => {
  const row = rowOf({ good: 0.99, poor: 0.5 });
  expect(row).toMatchObject({ label: track.title, path: 'tracks/linear-ica/', twin: null });
  expect(row.note).toMatch(/^Method good first · Mean correlation/);
  expect(row.score?.mean).toBeCloseTo(0.991);
});

it('names two of those that are tied, and counts the others', () => {
  expect(rowOf({ a: 0.99, b: 0.985, poor: 0.5 }).note).toMatch(/^Method a and Method b first/);
  expect(rowOf({ a: 0.99, b: 0.989, c: 0.988, d: 0.987 }).note).toMatch(/^Method a, Method b and 2 others first/);
});

it('has no score where nobody is ranked', () => {
  expect(rowOf({})).toMatchObject({ score: null, note: 'no ranked method yet' });
});
