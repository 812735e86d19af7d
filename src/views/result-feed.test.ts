import fc from 'fast-check';
import { parseFragment } from 'parse5';
import { describe, expect, it } from 'vitest';
import { texts } from '../../tests/support/texts.ts';
import { createEntry } from '../../tests/views/record-fixture.ts';
import { parseXml } from '../../tests/support/xml.ts';
import { legible } from '../core/legible.ts';
import { findTrack } from '../suite/tracks/catalogue.ts';
import { createBoard } from './board.ts';
import { createResultFeed, toAtom, toJsonFeed, type ResultFeed } from './result-feed.ts';

const board = createBoard(findTrack('linear-ica'), []);
const plain = createEntry({ slug: 'plain', main: [0.5, 0.6] });
const TIMES = ['2026-01-01T00:00:00.000Z', '2026-02-01T00:00:00.000Z'] as const;

/** A plain result, then one whose title and author are a stranger's. */
function feedOf(title: string, author: string): ResultFeed {
  const stranger = { ...plain, submission: { ...plain.submission, title, authors: [author, 'B'] } };
  const published = [
    { entry: createEntry({ slug: 'undated', main: [0.4] }), time: null },
    { entry: plain, time: TIMES[0] },
    { entry: stranger, time: TIMES[1] },
  ];
  return createResultFeed(
    published,
    () => board,
    (path) => `https://example.org/${path}`,
  );
}

interface JsonFeed {
  readonly items: readonly {
    url: string;
    title: string;
    content_html: string;
    date_modified: string;
    authors: { name: string }[];
  }[];
}

const jsonOf = (feed: ResultFeed) => JSON.parse(toJsonFeed(feed)) as JsonFeed;

describe('the feed of new results', () => {
  it('has the newest first, and nothing without a time', () => {
    const { items } = jsonOf(feedOf('T', 'A'));
    expect(items.map(({ date_modified }) => date_modified)).toEqual(TIMES.toReversed());
    expect(items[1]!.url).toBe(`https://example.org/r/${plain.record.result_digest.slice(0, 12)}/`);
  });

  it('is dated by its newest item, not by the day of the build', () => {
    expect(toAtom(feedOf('T', 'A'))).toContain(`<updated>${TIMES[1]}</updated>`);
    const empty = createResultFeed(
      [],
      () => board,
      (path) => `https://example.org/${path}`,
    );
    expect(toAtom(empty)).toContain('<updated>1970-01-01T00:00:00.000Z</updated>');
  });

  it('gives a parser every title and every author, in Atom as text that is declared to be text', () => {
    fc.assert(
      fc.property(texts, texts, (title, author) => {
        const elements = parseXml(toAtom(feedOf(title, author)));
        expect(elements.filter(({ name }) => name === 'entry')).toHaveLength(2);
        const [, newest] = elements.filter(({ name }) => name === 'title');
        expect(newest!.attributes).toEqual({ type: 'text' });
        expect(newest!.text).toBe(`${legible(title)} on ${board.track.title} (${plain.record.result_digest.slice(0, 12)})`);
        const names = elements.filter(({ name }) => name === 'name').map(({ text }) => text);
        expect(names.slice(0, 2)).toEqual([legible(author), 'B']);
      }),
    );
  });

  it('gives a reader of JSON every title and every author, and no markup where the format takes HTML', () => {
    fc.assert(
      fc.property(texts, texts, (title, author) => {
        const [newest] = jsonOf(feedOf(title, author)).items;
        expect(newest!.title.startsWith(title)).toBe(true);
        expect(newest!.authors).toEqual([{ name: author }, { name: 'B' }]);
        const { childNodes } = parseFragment(`<p>${newest!.content_html}</p>`);
        expect(
          (childNodes[0] as unknown as { childNodes: { nodeName: string }[] }).childNodes.map(({ nodeName }) => nodeName),
        ).toEqual(['#text']);
      }),
    );
  });
});
