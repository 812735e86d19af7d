import { requireBoard } from '../boards/catalogue.ts';
import type { Board } from './board.ts';
import { formatList, formatQuantity } from './format.ts';
import { trackPath } from './links.ts';
import { toStripScore, type ChartRow } from './score-chart.ts';
import { metricWords } from './track-words.ts';

const NAMED = 2;

/** Who may stand first, in words: rank intervals that begin at 1. */
function nameLeaders({ ranked }: Board): string {
  const titles = ranked.filter(({ rank }) => rank.best === 1).map(({ entry }) => entry.submission.title);
  if (titles.length === 0) return 'no ranked method yet';
  const more = titles.length - NAMED;
  return more > 0
    ? `${titles.slice(0, NAMED).join(', ')} and ${formatQuantity(more, 'other')} first`
    : `${formatList(titles)} first`;
}

/** A leaderboard as one line of a chart: its best mean, with its own floor, ceiling and twin. */
export function leaderRow(board: Board): ChartRow {
  const { track, ranked, bounds } = board;
  const [best] = ranked;
  return {
    label: track.title,
    path: trackPath(track.id),
    score: best ? toStripScore(best.main) : null,
    twin: best?.twin ? toStripScore(best.twin) : null,
    note: best ? `${nameLeaders(board)} · ${metricWords(requireBoard(track.id).primary.metric).title}` : nameLeaders(board),
    bounds,
  };
}
