import type { Supervision } from '../registry/submission.ts';
import { requireBoard } from '../boards/catalogue.ts';
import type { AtlasCell } from '../evaluation/atlas-document.ts';
import { findBoardBounds, type BoardBounds } from '../evaluation/board-bounds.ts';
import { collectInstanceScores } from '../evaluation/instance-scores.ts';
import { rankBoard, type BoardRanking } from '../evaluation/ranks.ts';
import { summariseScores, type ScoreSummary } from '../evaluation/score-summary.ts';
import type { BaselineRole } from '../registry/reference-rows.ts';
import type { Track, Variant } from '../suite/tracks/track.ts';
import { judgeRow, type RowValidity } from './board-validity.ts';
import { selectCurrent, type Entry } from './entry.ts';
import { formatQuantity } from './format.ts';

/** Scores of one submission on one variant. */
export interface VariantScores extends ScoreSummary {
  /** One mean over training seeds per instance, in the order of instances. */
  readonly points: readonly number[];
  /** Models whose metric gave no score; they count 0. */
  readonly refused: number;
  /** Fewest and most training seeds in one instance. */
  readonly seeds: { readonly fewest: number; readonly most: number };
}

interface Row {
  readonly entry: Entry;
  readonly main: VariantScores;
  /** Null where no twin model was submitted. */
  readonly twin: VariantScores | null;
  readonly validity: RowValidity;
}

export interface RankedRow extends Row {
  readonly rank: { readonly best: number; readonly worst: number };
  /** Letters of the tie groups that hold the row. */
  readonly ties: readonly string[];
}

export interface ReferenceRow extends Row {
  readonly role: BaselineRole;
}

export interface UnrankedRow extends Row {
  readonly reason: string;
}

/** What a board shows of its pairs. */
export type BoardOrder = Pick<BoardRanking, 'pairs' | 'undecided' | 'separated' | 'smallestAttainableP'>;

/** Everything that a leaderboard shows. Derived at build, never stored. */
export interface Board {
  readonly track: Track;
  readonly ranked: readonly RankedRow[];
  readonly unranked: readonly UnrankedRow[];
  readonly reference: readonly ReferenceRow[];
  readonly bounds: BoardBounds;
  readonly order: BoardOrder;
}

function scoresOf(entry: Entry, track: Track, variant: Variant): VariantScores {
  const { metric, part } = requireBoard(track.id).primary;
  const { scores, refused, seeds } = collectInstanceScores(entry.record.measured.models[variant], metric, part);
  const points = [...scores].toSorted(([a], [b]) => a - b).map(([, score]) => score);
  return { ...summariseScores(points), points, refused, seeds };
}

const UNRANKED_SUPERVISION: Readonly<Record<Supervision, string>> = {
  none: 'trained without what the track grants',
  'as-track-grants': 'trained with what the track grants',
  labels: 'trained with labels',
  'generator-weights': 'trained with the generator’s weights',
};

/** Why a row does not compete, or null where it does. */
function reasonAgainstRank(track: Track, { entry: { record, submission }, main, validity }: Row): string | null {
  const { measured } = record;
  const { rankedCodes, rankedSupervision, fewestInstances } = requireBoard(track.id);
  if (!rankedSupervision.includes(submission.supervision)) return UNRANKED_SUPERVISION[submission.supervision];
  if (measured.status === 'reported') return 'reported from supplied codes, not recomputed from a model';
  if (main.count < fewestInstances) return `covers ${formatQuantity(main.count, 'instance')}, ${fewestInstances} are needed`;
  const mostCodes = track.structure?.kind === 'decoder' ? track.structure.mostCodes : undefined;
  if (mostCodes !== undefined)
    return measured.models.main.some(({ m }) => m > mostCodes) ? `has more than ${mostCodes} codes` : null;
  if (measured.models.main.some(({ d, m }) => m !== (rankedCodes ?? d)))
    return rankedCodes === undefined
      ? 'number of codes differs from number of factors'
      : `number of codes differs from ${rankedCodes}`;
  if (validity.invalid) return 'the metric misleads on codes of this kind';
  return null;
}

function byMean(a: Row, b: Row): number {
  return (b.main.mean ?? -Infinity) - (a.main.mean ?? -Infinity);
}

/**
 * The leaderboard of a track from all records; those of other tracks are left out.
 *
 * @param cells base table of the validity atlas; without it no score is judged
 */
export function createBoard(track: Track, entries: readonly Entry[], cells: readonly AtlasCell[] = []): Board {
  const rows = selectCurrent(entries.filter(({ record }) => record.measured.track.id === track.id)).map((entry): Row => {
    const hasTwin = entry.record.measured.models.twin.length > 0;
    return {
      entry,
      main: scoresOf(entry, track, 'main'),
      twin: hasTwin ? scoresOf(entry, track, 'twin') : null,
      validity: judgeRow(track, entry.record.measured.models.main, cells),
    };
  });
  const reference = rows
    .flatMap((row) => {
      const { role } = row.entry;
      return role === null ? [] : [{ ...row, role }];
    })
    .toSorted(byMean);
  const others = rows.filter(({ entry }) => entry.role === null).map((row) => ({ row, reason: reasonAgainstRank(track, row) }));
  const unranked = others.flatMap(({ row, reason }) => (reason === null ? [] : [{ ...row, reason }])).toSorted(byMean);

  const competing = new Map(
    others.filter(({ reason }) => reason === null).map(({ row }) => [row.entry.record.result_digest, row]),
  );
  const { metric, part } = requireBoard(track.id).primary;
  const ranking = rankBoard(
    [...competing].map(([id, { entry }]) => ({
      id,
      scores: collectInstanceScores(entry.record.measured.models.main, metric, part).scores,
    })),
  );
  const letters = tieLetters(ranking);
  const ranked = ranking.rows.map(({ id, rank }) => ({ ...competing.get(id)!, rank, ties: letters.get(id) ?? [] }));
  const { pairs, undecided, separated, smallestAttainableP } = ranking;
  const bounds = findBoardBounds(reference.map(({ role, main }) => ({ role, mean: main.mean })));
  return { track, ranked, unranked, reference, bounds, order: { pairs, undecided, separated, smallestAttainableP } };
}

const FIRST_LETTER = 'a'.charCodeAt(0);
const LETTERS = 26;

/** a … z, aa, ab …: a long board has more tie groups than there are letters. */
function letterOf(index: number): string {
  const last = String.fromCharCode(FIRST_LETTER + (index % LETTERS));
  return index < LETTERS ? last : letterOf(Math.floor(index / LETTERS) - 1) + last;
}

/** Letters of the tie groups of every row that is in one. */
function tieLetters({ tieGroups }: Pick<BoardRanking, 'tieGroups'>): ReadonlyMap<string, readonly string[]> {
  const letters = new Map<string, string[]>();
  tieGroups.forEach((group, i) => {
    for (const id of group) letters.set(id, [...(letters.get(id) ?? []), letterOf(i)]);
  });
  return letters;
}

/** “1”, or “1 to 3” where the order is not settled. */
export function formatRank({ best, worst }: { readonly best: number; readonly worst: number }): string {
  return best === worst ? String(best) : `${best} to ${worst}`;
}

/** What the baseline roles are called on pages. */
export const ROLE_TITLES: Readonly<Record<BaselineRole, string>> = {
  permuted: 'floor: permuted codes',
  untrained: 'floor: untrained network',
  linear: 'floor: raw observations or PCA',
  supervised: 'ceiling: trained with labels',
  oracle: 'ceiling: true factors',
};
