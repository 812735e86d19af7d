import { requireBoard } from '../boards/catalogue.ts';
import { permalinkDigest } from '../registry/digest.ts';
import { toStripScore } from '../views/score-chart.ts';
import { primaryOf } from '../views/result-words.ts';
import type { ResultImage } from '../views/result-image.ts';
import { statusWords } from '../views/status-words.ts';
import { primaryTitle } from '../views/track-words.ts';
import { leaderboardOf } from './_boards.ts';
import { ENTRIES, SUCCESSORS } from './_registry.ts';

/** A drawing takes a tenth of a second, so of a large registry the newest have one, and the others the image of their track. */
const MOST_IMAGES = 150;

/** Name below `/og/` of a result's own image. */
export const resultImageName = (resultDigest: string): string => `result-${permalinkDigest(resultDigest)}`;

/** Images of the newest results, by name. */
export const RESULT_IMAGES: ReadonlyMap<string, ResultImage> = new Map(
  ENTRIES.slice(-MOST_IMAGES).flatMap((entry) => {
    const { record, submission } = entry;
    // Between the bounds of today's board an old result would be out of place.
    const isReplaced = SUCCESSORS.has(record.result_digest);
    const board = leaderboardOf(entry);
    const primary = primaryOf(entry, board);
    const score = primary && toStripScore(primary.main);
    if (!score) return [];
    const image: ResultImage = {
      track: board.track.title,
      method: submission.title,
      metric: primaryTitle(requireBoard(board.track.id)),
      digest: permalinkDigest(record.result_digest),
      status: isReplaced ? 'superseded' : statusWords(entry).label,
      score,
      twin: primary.twin,
      floor: isReplaced ? null : board.bounds.floor,
      ceiling: isReplaced ? null : board.bounds.ceiling,
    };
    return [[resultImageName(record.result_digest), image] as const];
  }),
);
