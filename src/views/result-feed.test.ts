import { describe, expect, it } from 'vitest';
import { createEntry } from '../../tests/views/record-fixture.ts';
import { findTrack } from '../suite/tracks/catalogue.ts';
import { createBoard } from './board.ts';
import { createResultFeed, type FeedText } from './result-feed.ts';

const hostile = `<script>x=1</script> & "]]>`;
const plain = createEntry({ slug: 'plain', main: [0.5, 0.6] });
const entries = [plain, { ...plain, submission: { ...plain.submission, title: hostile, authors: [hostile] } }];
const times = ['2026-01-01T00:00:00.000Z', '2026-02-01T00:00:00.000Z'];
const published = [
  { entry: createEntry({ slug: 'undated', main: [0.4] }), time: null },
  ...entries.map((entry, i) => ({ entry, time: times[i]! })),
];
const board = createBoard(findTrack('linear-ica'), [plain]);
const make = (text: FeedText) =>
  createResultFeed(
    published,
    () => board,
    (path) => `https://example.org/${path}`,
    text,
  );
const atom = make('html').atom1();

describe('the feed of new results', () => {
  it('has the newest first, and nothing without a time', () => {
    const { items } = JSON.parse(make('plain').json1()) as { items: { url: string; date_modified: string }[] };
    expect(items.map(({ date_modified }) => date_modified)).toEqual(times.toReversed());
    expect(items[1]!.url).toBe(`https://example.org/r/${plain.record.result_digest.slice(0, 12)}/`);
  });

  it('is dated by its newest item, not by the day of the build', () => {
    expect(atom).toContain(`<updated>${times[1]}</updated>`);
    const empty = createResultFeed(
      [],
      () => board,
      (path) => `https://example.org/${path}`,
      'html',
    );
    expect(empty.atom1()).toContain('<updated>1970-01-01T00:00:00.000Z</updated>');
  });

  it('carries hostile strings as text: escaped where the format takes HTML, as they are where it takes text', () => {
    // A reader of feeds takes what a quoted section holds for HTML.
    expect(atom).not.toContain('<script');
    expect(atom).toContain('&lt;script&gt;x=1&lt;/script&gt; &amp; "]]&gt; on');
    const { items } = JSON.parse(make('plain').json1()) as { items: { title: string }[] };
    expect(items[0]!.title.startsWith(hostile)).toBe(true);
  });
});
