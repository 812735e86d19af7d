import { expect, it } from 'vitest';
import { createEntry } from '../../tests/views/record-fixture.ts';
import { findTrack } from '../suite/tracks/catalogue.ts';
import { arrangeHistory } from './board-history.ts';
import type { Entry } from './entry.ts';

const track = findTrack('linear-ica');

function under(suite: string, entry: Entry): Entry {
  const { record } = entry;
  const measured = { ...record.measured, suite: { ...record.measured.suite, version: suite } };
  return { ...entry, record: { ...record, measured } };
}

const entries = [
  under('0.10.0', createEntry({ slug: 'a', version: '2', main: [0.9, 0.9] })),
  under('0.9.0', createEntry({ slug: 'a', main: [0.7, 0.9] })),
  under('0.10.0', createEntry({ slug: 'a', version: '1', main: [0.1, 0.1] })),
  under('0.10.0', createEntry({ slug: 'b', main: [0.95, 0.95] })),
  under('0.9.0', createEntry({ slug: 'elsewhere', track: 'contrastive-box', main: [1, 1] })),
];

it('has a line for each method and a column for each suite version, the oldest first', () => {
  const { suites, rows } = arrangeHistory(track, entries);
  expect(suites).toEqual(['0.9.0', '0.10.0']);
  expect(rows.map(({ slug }) => slug)).toEqual(['b', 'a']);
  expect(rows[0]).toMatchObject({ cells: [null, { mean: 0.95 }], change: null });
});

it('takes the newest version of a submission under each suite, and the change from first to last', () => {
  const { rows } = arrangeHistory(track, entries);
  expect(rows[1]!.cells.map((cell) => [cell?.version, cell?.count])).toEqual([
    ['1', 2],
    ['2', 2],
  ]);
  expect(rows[1]!.change).toBeCloseTo(0.1);
});
