import { describe, expect, it } from 'vitest';
import { createEntry } from '../../tests/views/record-fixture.ts';
import { findTrack } from '../suite/tracks/catalogue.ts';
import { createBoard, formatRank } from './board.ts';

const track = findTrack('linear-ica');

/** Twelve scores about `centre` that no pairing can turn round. */
const around = (centre: number) => Array.from({ length: 12 }, (_, i) => centre + 0.001 * (i % 3));

const slugs = (
  rows: readonly {
    readonly entry: { readonly record: { readonly measured: { readonly submission: { readonly slug: string } } } };
  }[],
) => rows.map(({ entry }) => entry.record.measured.submission.slug);

describe('createBoard', () => {
  it('has no rows without records', () => {
    const board = createBoard(track, []);
    expect([board.ranked, board.unranked, board.reference]).toEqual([[], [], []]);
    expect(board.bounds).toMatchObject({ floor: null, ceiling: null });
  });

  it('ranks methods, keeps reference rows apart and takes floor and ceiling from them', () => {
    const board = createBoard(track, [
      createEntry({ slug: 'good', main: around(0.99), twin: around(0.7) }),
      createEntry({ slug: 'poor', main: around(0.6) }),
      createEntry({ slug: 'permuted', baseline: 'permuted', main: around(0.01) }),
      createEntry({ slug: 'pca', baseline: 'linear', main: around(0.7) }),
      createEntry({ slug: 'supervised', baseline: 'supervised', supervision: 'labels', main: around(1) }),
      createEntry({ slug: 'elsewhere', track: 'contrastive-box', main: around(1) }),
    ]);
    expect(slugs(board.ranked)).toEqual(['good', 'poor']);
    expect(slugs(board.reference)).toEqual(['supervised', 'pca', 'permuted']);
    expect(board.bounds.floor).toBeCloseTo(0.701);
    expect(board.bounds.ceiling).toBeCloseTo(1.001);
    expect(board.ranked[0]!.twin?.mean).toBeCloseTo(0.701);
    expect(board.ranked[1]!.twin).toBeNull();
  });

  it('gives tied rows one rank interval and a common letter', () => {
    const { ranked } = createBoard(track, [
      createEntry({ slug: 'a', main: around(0.99) }),
      createEntry({ slug: 'b', main: around(0.985) }),
    ]);
    expect(ranked.map(({ rank }) => formatRank(rank))).toEqual(['1 to 2', '1 to 2']);
    expect(ranked.map(({ ties }) => ties)).toEqual([['a'], ['a']]);
  });

  it('lists without rank what may not compete, and says why', () => {
    const { ranked, unranked } = createBoard(track, [
      createEntry({ slug: 'labelled', supervision: 'labels', main: around(0.9) }),
      createEntry({ slug: 'codes', status: 'reported', main: around(0.8) }),
      createEntry({ slug: 'few', main: [0.7, 0.7] }),
      createEntry({ slug: 'wide', m: 6, main: around(0.6) }),
    ]);
    expect(ranked).toEqual([]);
    expect(unranked.map(({ reason }) => reason)).toEqual([
      'trained with labels',
      'reported from supplied codes, not recomputed from a model',
      'covers 2 instances, 3 are needed',
      'number of codes differs from number of factors',
    ]);
  });

  it('counts a refused score as 0 and reports it', () => {
    const { ranked } = createBoard(track, [createEntry({ slug: 'a', main: [1, 1, null, 1] })]);
    expect(ranked[0]!.main).toMatchObject({ refused: 1, mean: 0.75, count: 4 });
  });

  it('shows the newest version of a submission only', () => {
    const old = createEntry({ slug: 'a', version: '9', main: around(0.9) });
    const board = createBoard(track, [createEntry({ slug: 'a', version: '10', main: around(0.8) }), old]);
    expect(board.ranked.map(({ entry }) => entry.record.measured.submission.version)).toEqual(['10']);
  });

  it('leaves out what another record supersedes', () => {
    const old = createEntry({ slug: 'a', main: around(0.9) });
    const replacement = createEntry({ slug: 'a', main: around(0.91), supersedes: old.record.result_digest });
    for (const entries of [
      [old, replacement],
      [replacement, old],
    ]) {
      expect(createBoard(track, entries).ranked.map(({ entry }) => entry)).toEqual([replacement]);
    }
  });
});
