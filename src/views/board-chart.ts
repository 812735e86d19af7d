import { ROLE_TITLES, type Board, type RankedRow, type ReferenceRow, type UnrankedRow } from './board.ts';
import { resultPath } from './links.ts';
import { toStripScore, type ChartRow } from './score-chart.ts';

function chartRow(row: RankedRow | UnrankedRow | ReferenceRow): ChartRow {
  const { entry, main, twin } = row;
  return {
    label: entry.submission.title,
    path: resultPath(entry.record.result_digest),
    score: toStripScore(main),
    points: main.points,
    twin: twin === null ? null : toStripScore(twin),
    ...('role' in row && { reference: true, note: ROLE_TITLES[row.role] }),
  };
}

/** The rows of a leaderboard's chart, in the order of its table. */
export function boardChartRows({ ranked, unranked, reference }: Board): ChartRow[] {
  return [...ranked, ...unranked, ...reference].map(chartRow);
}
