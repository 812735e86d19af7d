import { Feed } from 'feed';
import { permalinkDigest } from '../registry/digest.ts';
import { describeResult } from './result-words.ts';
import type { Board } from './board.ts';
import type { Published } from './publication.ts';
import { resultPath } from './links.ts';

/** In Atom titles and summaries are HTML, as the library writes them; in a JSON Feed they are plain text. */
export type FeedText = 'html' | 'plain';

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Results in a feed: the newest. */
const MOST_ITEMS = 50;

/**
 * The newest results, for Atom and JSON Feed. Those without a time of publication are none of it.
 *
 * @param published oldest first
 * @param text what the format takes titles for
 */
export function createResultFeed(
  published: readonly Published[],
  boardOf: (track: string) => Board,
  address: (path: string) => string,
  text: FeedText,
): Feed {
  const write = text === 'html' ? escapeHtml : (words: string) => words;
  const newest = published
    .filter(({ time }) => time !== null)
    .slice(-MOST_ITEMS)
    .toReversed();
  const feed = new Feed({
    id: address(''),
    link: address(''),
    title: 'Custodes: new results',
    description: 'Results that came to the registry of identifiability, newest first.',
    language: 'en-GB',
    copyright: 'CC BY 4.0',
    favicon: address('favicon.png'),
    updated: new Date(newest[0]?.time ?? 0),
    generator: 'Custodes',
    feedLinks: { atom: address('feed.xml'), json: address('feed.json') },
  });
  for (const { entry, time } of newest) {
    const { record, submission } = entry;
    const board = boardOf(record.measured.track.id);
    const link = address(resultPath(record.result_digest));
    feed.addItem({
      id: link,
      link,
      title: write(`${submission.title} on ${board.track.title} (${permalinkDigest(record.result_digest)})`),
      description: write(describeResult(entry, board)),
      date: new Date(time!),
      published: new Date(time!),
      author: submission.authors.map((name) => ({ name })),
    });
  }
  return feed;
}
