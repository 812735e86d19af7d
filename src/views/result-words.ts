import type { Board } from './board.ts';
import { formatRank, ROLE_TITLES } from './board.ts';
import type { Entry } from './entry.ts';
import { formatInterval, formatQuantity, formatScore } from './format.ts';
import { metricColumns, summariseMetrics } from './result-table.ts';
import { primaryTitle } from './track-words.ts';

function boundsSentence({ bounds: { floor, ceiling } }: Board): string {
  if (floor !== null && ceiling !== null) {
    return ` The floor of its leaderboard is ${formatScore(floor)}, the ceiling ${formatScore(ceiling)}.`;
  }
  return floor === null ? '' : ` The floor of its leaderboard is ${formatScore(floor)}.`;
}

function standing(entry: Entry, { ranked, unranked, reference }: Board): string {
  const { result_digest } = entry.record;
  const isThis = (row: { readonly entry: Entry }) => row.entry.record.result_digest === result_digest;
  const row = ranked.find(isThis);
  if (row) {
    const tied = row.ties.length > 0 ? ', tied' : '';
    return ` It ranks ${formatRank(row.rank)} of ${ranked.length}${tied}.`;
  }
  const listed = unranked.find(isThis);
  if (listed) return ` It is listed without rank: ${listed.reason}.`;
  const baseline = reference.find(isThis);
  return baseline ? ` It is a reference row (${ROLE_TITLES[baseline.role]}).` : '';
}

/** One plain paragraph: what was scored, how it went, and what to compare it with. */
export function describeResult(entry: Entry, board: Board): string {
  const { track } = board;
  const { metric, part } = track.primary;
  const columns = metricColumns(entry.record.measured, [metric]).map((column) => ({ ...column, part }));
  const [primary] = summariseMetrics(entry.record.measured, columns);
  if (primary === undefined || primary.main.mean === null) return `${entry.submission.title} has no score on ${track.title}.`;
  const { mean, lower, upper, count } = primary.main;
  const interval = lower === null ? '' : ` (95% interval ${formatInterval(lower, upper)})`;
  const over = `over ${formatQuantity(count, 'instance')}`;
  return `${primaryTitle(track)}: ${formatScore(mean)}${interval} ${over}.${standing(entry, board)}${boundsSentence(board)}`;
}
