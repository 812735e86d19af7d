import { BOARDS as POLICIES } from '../boards/catalogue.ts';
import { describeBoard, type BoardDocument } from '../views/board-document.ts';
import { createBoard, type Board } from '../views/board.ts';
import type { Entry } from '../views/entry.ts';
import { absoluteLink } from '../views/links.ts';
import { BASE_CELLS, ENTRIES } from './_registry.ts';

/** Every leaderboard, in the order of the catalogue: made once, for all pages. */
export const BOARDS: readonly Board[] = POLICIES.map(({ track }) => createBoard(track, ENTRIES, BASE_CELLS));

/** The leaderboard of a track; undefined where the track gives data only. */
export function leaderboard(id: string): Board | undefined {
  return BOARDS.find(({ track }) => track.id === id);
}

/** The leaderboard on which a result stands: a track with results has one. */
export function leaderboardOf({ record }: Entry): Board {
  return leaderboard(record.measured.track.id)!;
}

/** The leaderboard of a track as a document. */
export function describeTrackBoard(id: string, site: URL | undefined): BoardDocument {
  return describeBoard(leaderboard(id)!, (path) => absoluteLink(path, site));
}
