import { expect, it } from 'vitest';
import { createEntry } from '../../tests/views/record-fixture.ts';
import { TRACKS } from '../suite/tracks/catalogue.ts';
import { listResults } from './results-document.ts';

it('lists every row of every board with its address, rank and scores', () => {
  const entries = [
    createEntry({ slug: 'good', main: [0.9, 0.9, 0.9], twin: [0.5] }),
    createEntry({ slug: 'floor', baseline: 'permuted', main: [0.1, 0.1, 0.1] }),
  ];
  const { tracks } = listResults(TRACKS, entries, (path) => `https://example.org/${path}`);
  expect(tracks.map(({ track }) => track)).toEqual(TRACKS.map(({ id }) => id));
  const [good, floor] = tracks[0]!.results;
  expect(good).toMatchObject({
    page: `https://example.org/r/${entries[0]!.record.result_digest.slice(0, 12)}/`,
    rank: { best: 1, worst: 1 },
    reference: null,
    main: { mean: expect.closeTo(0.9) as number, instances: 3 },
    twin: { mean: 0.5, lower: null },
  });
  expect(floor).toMatchObject({ rank: null, reference: 'permuted', twin: null });
  expect(tracks[1]!.results).toEqual([]);
});
