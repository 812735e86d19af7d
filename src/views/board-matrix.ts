import { relateToBounds } from '../evaluation/board-bounds.ts';
import { findPartialOrder, type PartialOrder } from '../evaluation/partial-order.ts';
import type { Board, RankedRow, UnrankedRow } from './board.ts';

/** A method on a track. */
export interface MatrixCell {
  readonly mean: number;
  /** 0 at the track's floor, 1 at its ceiling; null where either is missing. */
  readonly share: number | null;
  /** Null for a row that is listed without rank. */
  readonly rank: { readonly best: number; readonly worst: number } | null;
  readonly resultDigest: string;
}

/** Tracks across, methods down. Nothing is averaged across tracks: their scores certify different things. */
export interface BoardMatrix {
  readonly tracks: readonly { readonly id: string; readonly title: string }[];
  readonly methods: readonly {
    readonly slug: string;
    readonly title: string;
    /** One a track; null where the method has no entry or no score. */
    readonly cells: readonly (MatrixCell | null)[];
  }[];
  /** Of slugs and track identifiers. */
  readonly order: PartialOrder;
}

const slugOf = ({ entry }: RankedRow | UnrankedRow) => entry.record.measured.submission.slug;

function cellOf(row: RankedRow | UnrankedRow | undefined, board: Board): MatrixCell | null {
  if (row === undefined || row.main.mean === null) return null;
  const { mean } = row.main;
  return {
    mean,
    share: relateToBounds(mean, board.bounds),
    rank: 'rank' in row ? row.rank : null,
    resultDigest: row.entry.record.result_digest,
  };
}

function separatedPairs({ track, ranked, ranking }: Board) {
  const slugs = new Map(ranked.map((row) => [row.entry.record.result_digest, slugOf(row)]));
  return ranking.pairs
    .filter(({ verdict }) => verdict === 'separated')
    .map(({ first, second, difference }) => {
      const [better, worse] = difference! > 0 ? [first, second] : [second, first];
      return { track: track.id, better: slugs.get(better)!, worse: slugs.get(worse)! };
    });
}

/** Every method of every board, reference rows aside, by name; and who is separated from whom. */
export function arrangeMatrix(boards: readonly Board[]): BoardMatrix {
  const rows = boards.flatMap(({ ranked, unranked }) => [...ranked, ...unranked]);
  const titles = new Map(rows.map((row) => [slugOf(row), row.entry.submission.title]));
  const methods = [...titles]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([slug, title]) => ({
      slug,
      title,
      cells: boards.map((board) =>
        cellOf(
          [...board.ranked, ...board.unranked].find((row) => slugOf(row) === slug),
          board,
        ),
      ),
    }));
  return {
    tracks: boards.map(({ track: { id, title } }) => ({ id, title })),
    methods,
    order: findPartialOrder(boards.flatMap(separatedPairs)),
  };
}
