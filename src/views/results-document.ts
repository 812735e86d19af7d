import type { AtlasCell } from '../evaluation/atlas-document.ts';
import type { Track } from '../suite/tracks/track.ts';
import { createBoard, type VariantScores } from './board.ts';
import type { Entry } from './entry.ts';
import { resultPath } from './links.ts';

function scores({ mean, lower, upper, count }: VariantScores) {
  return { mean, lower, upper, instances: count };
}

/** The document at `/api/v1/results.json`: the rows of every leaderboard with the addresses of their records. */
export function listResults(
  tracks: readonly Track[],
  entries: readonly Entry[],
  address: (path: string) => string,
  cells: readonly AtlasCell[] = [],
) {
  return {
    schema: 'custodes/results/1',
    tracks: tracks.map((track) => {
      const board = createBoard(track, entries, cells);
      const results = [...board.ranked, ...board.unranked, ...board.reference].map((row) => {
        const { result_digest, measured } = row.entry.record;
        return {
          result_digest,
          page: address(resultPath(result_digest)),
          record: address(`${resultPath(result_digest)}record.json`),
          submission: measured.submission,
          suite: measured.suite,
          status: measured.status,
          supervision: row.entry.submission.supervision,
          rank: 'rank' in row ? row.rank : null,
          reference: 'role' in row ? row.role : null,
          main: scores(row.main),
          twin: row.twin && scores(row.twin),
          diagnosis: row.validity.diagnosis,
          verdict: row.validity.cell?.verdict ?? null,
        };
      });
      return { track: track.id, primary: track.primary, floor: board.bounds.floor, ceiling: board.bounds.ceiling, results };
    }),
  };
}
