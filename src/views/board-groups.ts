import { CEILING_ROLES, FLOOR_ROLES } from '../evaluation/board-bounds.ts';
import { ROLE_TITLES, type Board, type RankedRow, type ReferenceRow, type UnrankedRow } from './board.ts';

export type BoardRow = RankedRow | UnrankedRow | ReferenceRow;

/** Which part of a leaderboard a row stands in. */
export type GroupName = 'ranked' | 'unranked' | 'reported' | 'reference';

/** What a row is, for filters. */
export type RowRole = 'method' | 'floor' | 'ceiling';

/** Rows that stand together; only the first group is ranked. */
export interface BoardGroup {
  readonly name: GroupName;
  readonly title: string;
  readonly rows: readonly BoardRow[];
}

export function roleOf(row: BoardRow): RowRole {
  if (!('role' in row)) return 'method';
  if ((FLOOR_ROLES as readonly string[]).includes(row.role)) return 'floor';
  return (CEILING_ROLES as readonly string[]).includes(row.role) ? 'ceiling' : 'method';
}

/** Why a row has no rank, or what it stands for; null for a ranked row. */
export function noteOf(row: BoardRow): string | null {
  if ('role' in row) return ROLE_TITLES[row.role];
  return 'reason' in row ? row.reason : null;
}

const isReported = ({ entry }: BoardRow) => entry.record.measured.status === 'reported';

/**
 * The groups of a board that have rows. Numbers from supplied codes stand by themselves, since nobody recomputed the codes; the
 * registry's own reference rows do not, whatever they were computed from.
 */
export function groupBoard({ ranked, unranked, reference }: Board): BoardGroup[] {
  const groups: BoardGroup[] = [
    { name: 'ranked', title: 'Ranked', rows: ranked },
    { name: 'unranked', title: 'Listed without rank', rows: unranked.filter((row) => !isReported(row)) },
    {
      name: 'reported',
      title: 'Reported: scored from codes that the author supplied, never ranked',
      rows: unranked.filter(isReported),
    },
    { name: 'reference', title: 'Reference rows: floors and ceiling, not ranked', rows: reference },
  ];
  return groups.filter(({ rows }) => rows.length > 0);
}
