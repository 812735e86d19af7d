import { expect, it } from 'vitest';
import { GROUPS, groupOf } from './navigation.ts';

it('has six groups at most, and each page once', () => {
  expect(GROUPS.length).toBeLessThanOrEqual(6);
  const paths = GROUPS.flatMap(({ pages }) => pages.map(({ path }) => path));
  expect(new Set(paths).size).toBe(paths.length);
  for (const { path, pages } of GROUPS) expect(pages[0]!.path).toBe(path);
});

it('has an entry for boards over all tracks and for comparisons', () => {
  const paths = GROUPS.flatMap(({ pages }) => pages.map(({ path }) => path));
  expect(paths).toEqual(expect.arrayContaining(['overall/', 'compare/']));
});

it.each([
  ['', undefined],
  ['tracks/linear-ica/2/', 'Leaderboards'],
  ['r/0123456789ab/', 'Leaderboards'],
  ['s/fastica/', 'Leaderboards'],
  ['overall/', 'Leaderboards'],
  ['atlas/', 'Metrics'],
  ['measure/', 'Check a number'],
  ['docs/statistics/', 'Docs'],
  ['docs/pull-request/', 'Submit'],
  ['search/', undefined],
])('the page %s belongs to %s', (path, title) => expect(groupOf(path)?.title).toBe(title));
