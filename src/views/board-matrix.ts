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
  readonly methodsLeftOut: number;
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

function separatedPairs({ track, ranked, order }: Board, shown: ReadonlySet<string>) {
  const slugs = new Map(
    ranked.map((row) => [row.entry.record.result_digest, slugOf(row)] as const).filter(([, slug]) => shown.has(slug)),
  );
  return [...slugs].flatMap(([digest, better]) =>
    (order.separated.get(digest) ?? []).flatMap((other) => {
      const worse = slugs.get(other);
      return worse === undefined ? [] : [{ track: track.id, better, worse }];
    }),
  );
}

type MatrixRow = RankedRow | UnrankedRow;

const bestRank = (rows: readonly MatrixRow[]) => Math.min(...rows.map((row) => ('rank' in row ? row.rank.best : Infinity)));

/** Slugs of the methods that are on most boards; of those on as many, the ones that rank best anywhere. */
function chooseMethods(rows: ReadonlyMap<string, readonly MatrixRow[]>, most: number): string[] {
  return [...rows]
    .map(([slug, own]) => ({ slug, boards: own.length, rank: bestRank(own) }))
    .toSorted((a, b) => b.boards - a.boards || (a.rank === b.rank ? 0 : a.rank - b.rank) || (a.slug < b.slug ? -1 : 1))
    .slice(0, most)
    .map(({ slug }) => slug)
    .toSorted();
}

/**
 * Methods of the boards, reference rows aside, by name; and who is separated from whom.
 *
 * @param most methods that are shown: a page does not hold thousands
 */
export function arrangeMatrix(boards: readonly Board[], most = Infinity): BoardMatrix {
  const bySlug = boards.map(
    ({ ranked, unranked }) => new Map([...ranked, ...unranked].map((row) => [slugOf(row), row] as const)),
  );
  const rows = Map.groupBy(
    bySlug.flatMap((own) => [...own.values()]),
    slugOf,
  );
  const shown = chooseMethods(rows, most);
  const methods = shown.map((slug) => ({
    slug,
    title: rows.get(slug)!.at(-1)!.entry.submission.title,
    cells: boards.map((board, b) => cellOf(bySlug[b]!.get(slug), board)),
  }));
  const slugs = new Set(shown);
  return {
    tracks: boards.map(({ track: { id, title } }) => ({ id, title })),
    methods,
    methodsLeftOut: rows.size - shown.length,
    order: findPartialOrder(boards.flatMap((board) => separatedPairs(board, slugs))),
  };
}
