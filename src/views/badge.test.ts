import { expect, it } from 'vitest';
import { createEntry } from '../../tests/views/record-fixture.ts';
import { findTrack } from '../suite/tracks/catalogue.ts';
import { badgeMarkdown, describeBadge } from './badge.ts';
import { createBoard } from './board.ts';

const good = createEntry({ slug: 'good', main: [0.9, 0.9, 0.9] });
const floor = createEntry({ slug: 'floor', baseline: 'permuted', main: [0.1, 0.1, 0.1] });
const track = findTrack('linear-ica');

it('names track, score, floor and status', () => {
  const badge = describeBadge(good, createBoard(track, [good, floor]), false);
  expect(badge).toMatchObject({ schemaVersion: 1, label: 'Custodes linear-ica', message: '0.900 (floor 0.100) verified' });
  expect(describeBadge(good, createBoard(track, [good]), false).message).toBe('0.900 verified');
});

it('says when the result is no longer the one to cite, and shows no score where there is none', () => {
  expect(describeBadge(good, createBoard(track, [good]), true).message).toBe('0.900 superseded');
  const refused = createEntry({ slug: 'refused', status: 'reported', main: [] });
  expect(describeBadge(refused, createBoard(track, [refused]), false).message).toBe('– reported');
});

it('links to the result', () => {
  expect(badgeMarkdown(good, track.title, 'https://example.org/r/0/')).toMatch(
    /^\[!\[Custodes result [0-9a-f]{12} on .*\]\(https:\/\/example\.org\/r\/0\/badge\.svg\)\]\(https:\/\/example\.org\/r\/0\/\)$/,
  );
});
