import { expect, it } from 'vitest';
import { createEntry } from '../../tests/views/record-fixture.ts';
import { findTrack } from '../suite/tracks/catalogue.ts';
import { createBoard } from './board.ts';
import { describeResult, keyFigures } from './result-words.ts';

const track = findTrack('linear-ica');
const method = createEntry({ slug: 'good', main: [0.9, 0.9, 0.9], twin: [0.5] });
const floor = createEntry({ slug: 'pca', baseline: 'linear', main: [0.6, 0.6, 0.6] });
const board = createBoard(track, [method, floor]);
const values = (figures: ReturnType<typeof keyFigures>) => Object.fromEntries(figures.map(({ name, value }) => [name, value]));

it('shows score, rank, twin and bounds of a ranked result', () => {
  expect(values(keyFigures(method, board))).toEqual({
    Score: '0.900',
    Rank: '1',
    'Must-fail twin': '0.500',
    Floor: '0.600',
    Ceiling: '–',
  });
});

it('says why a result has no rank', () => {
  expect(keyFigures(floor, board)[1]).toMatchObject({ value: '–', note: 'floor: raw observations or PCA' });
  const old = createEntry({ slug: 'good', version: '0', main: [0.8, 0.8, 0.8] });
  expect(keyFigures(old, board)[1]).toMatchObject({ value: '–', note: 'not the current result of its submission' });
});

it('describes a result in one sentence, and one without a score', () => {
  expect(describeResult(method, board)).toContain(
    'scores 0.900 in mean correlation coefficient (Pearson), coverage, over 3 instances',
  );
  expect(describeResult(createEntry({ slug: 'none', main: [] }), board)).toBe('Method none has no score on this track.');
});
