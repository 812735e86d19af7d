import { permalinkDigest } from '../registry/digest.ts';
import type { Board } from './board.ts';
import { markdownBadge } from './encode/markdown.ts';
import type { Entry } from './entry.ts';
import { formatScore } from './format.ts';
import { primaryOf } from './result-words.ts';

/** A badge as the endpoint of shields.io describes one. */
export interface Badge {
  readonly schemaVersion: 1;
  readonly label: string;
  readonly message: string;
  readonly color: string;
}

/** Dark enough for white text. */
const COLOURS = { verified: '#0a6257', reported: '#5b6664', replaced: '#a12b14' } as const;

/**
 * What a result's badge says: the track, the score with its status, and whether another record has replaced it. No rank: it would change
 * where the badge stands, and a score without its floor is no praise.
 */
export function describeBadge(entry: Entry, board: Board, isReplaced: boolean): Badge {
  const { status } = entry.record.measured;
  const score = formatScore(primaryOf(entry, board)?.main.mean);
  const { floor } = board.bounds;
  const state = isReplaced ? 'superseded' : status;
  return {
    schemaVersion: 1,
    label: `Custodes ${board.track.id}`,
    message: `${score}${floor === null ? '' : ` (floor ${formatScore(floor)})`} ${state}`,
    color: isReplaced ? COLOURS.replaced : COLOURS[status],
  };
}

/** Markdown that shows a badge and links to its result. */
export function badgeMarkdown(entry: Entry, track: string, page: string): string {
  return markdownBadge(`Custodes result ${permalinkDigest(entry.record.result_digest)} on ${track}`, `${page}badge.svg`, page);
}
