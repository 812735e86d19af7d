import { permalinkDigest } from '../registry/digest.ts';
import { describeResult } from './result-words.ts';
import type { Board } from './board.ts';
import { htmlText } from './encode/html.ts';
import { toXml } from './encode/xml.ts';
import { resultPath } from './links.ts';
import { markup, type MarkupElement } from './markup.ts';
import type { Published } from './publication.ts';

interface FeedItem {
  readonly link: string;
  readonly title: string;
  readonly summary: string;
  readonly time: string;
  readonly authors: readonly string[];
}

/** The newest results, as text; the formats say what of it is HTML. */
export interface ResultFeed {
  readonly title: string;
  readonly description: string;
  readonly address: (path: string) => string;
  /** Time of the newest item, ISO 8601. */
  readonly updated: string;
  readonly items: readonly FeedItem[];
}

/** Results in a feed: the newest. */
const MOST_ITEMS = 50;

/**
 * The newest results. Those without a time of publication are none of them.
 *
 * @param published oldest first
 */
export function createResultFeed(
  published: readonly Published[],
  boardOf: (track: string) => Board,
  address: (path: string) => string,
): ResultFeed {
  const items = published
    .flatMap(({ entry, time }) => (time === null ? [] : [{ entry, time }]))
    .slice(-MOST_ITEMS)
    .toReversed()
    .map(({ entry, time }): FeedItem => {
      const { record, submission } = entry;
      const board = boardOf(record.measured.track.id);
      return {
        link: address(resultPath(record.result_digest)),
        title: `${submission.title} on ${board.track.title} (${permalinkDigest(record.result_digest)})`,
        summary: describeResult(entry, board),
        time: new Date(time).toISOString(),
        authors: submission.authors,
      };
    });
  return {
    title: 'Custodes: new results',
    description: 'Results that came to the registry of identifiability, newest first.',
    address,
    updated: items[0]?.time ?? new Date(0).toISOString(),
    items,
  };
}

function atomEntry({ link, title, summary, time, authors }: FeedItem): MarkupElement {
  return markup(
    'entry',
    {},
    markup('title', { type: 'text' }, title),
    markup('id', {}, link),
    markup('link', { href: link }),
    markup('updated', {}, time),
    markup('published', {}, time),
    markup('summary', { type: 'text' }, summary),
    authors.map((name) => markup('author', {}, markup('name', {}, name))),
  );
}

/** The feed as Atom (RFC 4287), whose titles and summaries are declared to be text. */
export function toAtom({ title, description, address, updated, items }: ResultFeed): string {
  const feed = markup(
    'feed',
    { xmlns: 'http://www.w3.org/2005/Atom', 'xml:lang': 'en-GB' },
    markup('id', {}, address('')),
    markup('title', {}, title),
    markup('subtitle', {}, description),
    markup('updated', {}, updated),
    markup('generator', {}, 'Custodes'),
    markup('link', { rel: 'alternate', href: address('') }),
    markup('link', { rel: 'self', href: address('feed.xml') }),
    markup('icon', {}, address('favicon.png')),
    markup('rights', {}, 'CC BY 4.0'),
    items.map(atomEntry),
  );
  return `<?xml version="1.0" encoding="utf-8"?>\n${toXml(feed)}\n`;
}

/** The feed as JSON Feed 1.1, whose titles are text and whose contents are HTML. */
export function toJsonFeed({ title, description, address, items }: ResultFeed): string {
  const feed = {
    version: 'https://jsonfeed.org/version/1.1',
    title,
    home_page_url: address(''),
    feed_url: address('feed.json'),
    description,
    language: 'en-GB',
    icon: address('favicon.png'),
    items: items.map((item) => ({
      id: item.link,
      url: item.link,
      title: item.title,
      content_html: htmlText(item.summary),
      date_published: item.time,
      date_modified: item.time,
      authors: item.authors.map((name) => ({ name })),
    })),
  };
  return `${JSON.stringify(feed, null, 1)}\n`;
}
