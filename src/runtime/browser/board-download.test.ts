import { expect, it } from 'vitest';
import { createEntry } from '../../../tests/views/record-fixture.ts';
import { findTrack } from '../../suite/tracks/catalogue.ts';
import { describeBoard } from '../../views/board-document.ts';
import { createBoard } from '../../views/board.ts';
import { selectShown } from './board-download.ts';

const entries = ['a', 'b', 'c'].map((slug, i) => createEntry({ slug, main: [0.9, 0.9, 0.9 - 0.1 * i] }));
const document = describeBoard(createBoard(findTrack('linear-ica'), entries), (path) => path);
const digestOf = (i: number) => entries[i]!.record.result_digest.slice(0, 12);

it('holds the rows that are shown, in the order in which they are shown', () => {
  const { rows } = selectShown(document, [digestOf(2), digestOf(0)], ['method', 'score']);
  expect(rows.map(({ submission }) => submission)).toEqual(['c', 'a']);
});

it('holds the fields of the columns that are shown, in the order of the columns', () => {
  const { fields, rows } = selectShown(document, [digestOf(0)], ['score', 'rank']);
  expect(fields).toEqual(['rank_best', 'rank_worst', 'ties', 'score', 'lower', 'upper']);
  expect(Object.keys(rows[0]!)).toEqual(fields);
});
