import { requireBoard } from '../boards/catalogue.ts';
import { formatRank, ROLE_TITLES, type Board, type RankedRow, type ReferenceRow, type UnrankedRow } from './board.ts';
import { describeDiagnoses } from './diagnosis-words.ts';
import type { Entry } from './entry.ts';
import { ABSENT, formatInterval, formatQuantity, formatScore } from './format.ts';
import { metricColumns, summariseMetrics } from './result-table.ts';
import { primaryTitle } from './track-words.ts';
import { twinWords } from './twin-words.ts';

/** A number with its name, and a remark below it. */
export interface KeyFigure {
  readonly name: string;
  readonly value: string;
  readonly note?: string;
}

function rowOf(entry: Entry, { ranked, unranked, reference }: Board): RankedRow | UnrankedRow | ReferenceRow | undefined {
  const { result_digest } = entry.record;
  return [...ranked, ...unranked, ...reference].find((row) => row.entry.record.result_digest === result_digest);
}

function rankFigure(entry: Entry, board: Board): KeyFigure {
  const row = rowOf(entry, board);
  const name = 'Rank';
  if (row === undefined) return { name, value: ABSENT, note: 'not the current result of its submission' };
  if ('reason' in row) return { name, value: ABSENT, note: row.reason };
  if ('role' in row) return { name, value: ABSENT, note: ROLE_TITLES[row.role] };
  const tied = row.ties.length > 0 ? ', tied' : '';
  return { name, value: formatRank(row.rank), note: `of ${formatQuantity(board.ranked.length, 'ranked method')}${tied}` };
}

/** The ranking score of a record over its instances; undefined where the record lacks the metric. */
export function primaryOf(entry: Entry, { track }: Board) {
  const { metric, part } = requireBoard(track.id).primary;
  const columns = metricColumns(entry.record.measured, [metric]).map((column) => ({ ...column, part }));
  return summariseMetrics(entry.record.measured, columns)[0];
}

/** The ranking score, its rank, its twin, the bounds of its leaderboard, and what its codes look like. */
export function keyFigures(entry: Entry, board: Board): KeyFigure[] {
  const primary = primaryOf(entry, board);
  const { floor, ceiling } = board.bounds;
  const diagnosis = describeDiagnoses(entry.record.measured.models.main);
  const interval = primary && primary.main.lower !== null ? formatInterval(primary.main.lower, primary.main.upper) : null;
  return [
    {
      name: 'Score',
      value: formatScore(primary?.main.mean),
      ...(interval !== null && { note: `95% interval ${interval}` }),
    },
    rankFigure(entry, board),
    {
      name: 'Must-fail twin',
      value: formatScore(primary?.twin?.mean),
      note: twinWords(primary?.twin).note ?? 'not submitted',
    },
    { name: 'Floor', value: formatScore(floor), note: 'best row without learning' },
    { name: 'Ceiling', value: formatScore(ceiling), note: 'best row that was given the answer' },
    ...(diagnosis === null ? [] : [{ name: 'Codes', value: diagnosis.label, note: diagnosis.note }]),
  ];
}

/** For the middle of a sentence; names such as R² or MCC stay as they are. */
function lowerFirst(title: string): string {
  return /^[A-Z][a-z]/.test(title) ? title[0]!.toLowerCase() + title.slice(1) : title;
}

/** One plain sentence: what was scored, and how it went. */
export function describeResult(entry: Entry, board: Board): string {
  const primary = primaryOf(entry, board);
  if (primary === undefined || primary.main.mean === null) return `${entry.submission.title} has no score on this track.`;
  const { mean, count } = primary.main;
  const metric = lowerFirst(primaryTitle(requireBoard(board.track.id)));
  return `${entry.submission.title} scores ${formatScore(mean)} in ${metric}, over ${formatQuantity(count, 'instance')}; read it between the floor and the ceiling, against its must-fail twin, and recompute it below.`;
}
