import { findTrack, TRACKS } from '../suite/tracks/catalogue.ts';
import { describeBoard, type BoardDocument } from '../views/board-document.ts';
import { createBoard, type Board } from '../views/board.ts';
import { absoluteLink } from '../views/links.ts';
import { BASE_CELLS, ENTRIES } from './_registry.ts';

/** Every leaderboard, in the order of the catalogue: made once, for all pages. */
export const BOARDS: readonly Board[] = TRACKS.map((track) => createBoard(track, ENTRIES, BASE_CELLS));

/** The leaderboard of a track. */
export function findBoard(id: string): Board {
  return BOARDS[TRACKS.indexOf(findTrack(id))]!;
}

/** The leaderboard of a track as a document. */
export function describeTrackBoard(id: string, site: URL | undefined): BoardDocument {
  return describeBoard(findBoard(id), (path) => absoluteLink(path, site));
}
