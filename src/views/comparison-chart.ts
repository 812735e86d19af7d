import { EQUIVALENCE_MARGIN } from '../evaluation/pair-verdicts.ts';
import type { ComparedMetric } from './comparison.ts';
import { markup, type MarkupElement } from './markup.ts';
import { seriesMark } from './series-marks.ts';
import { createScoreAxis, SCORE_AXIS, type ScoreAxis } from './score-axis.ts';

const LANE = 14;
const MARGIN = 4;
const AXIS_HEIGHT = 20;

function gridLines({ ticks }: ScoreAxis): MarkupElement[] {
  return ticks.map(({ at }) => markup('line', { class: 'strip__grid', x1: at, x2: at, y1: 0, y2: '100%' }));
}

/** The ticks of an axis. */
export function axisLine({ ticks }: ScoreAxis): MarkupElement {
  return markup(
    'svg',
    { width: '100%', height: AXIS_HEIGHT, 'aria-hidden': 'true' },
    ticks.flatMap(({ at, label }) => [
      markup('line', { class: 'axis__tick', x1: at, x2: at, y1: 0, y2: 5 }),
      markup('text', { class: 'axis__text', x: at, y: 17, 'text-anchor': 'middle' }, label),
    ]),
  );
}

function metricRow({ title, summaries }: ComparedMetric, axis: ScoreAxis): MarkupElement {
  const lanes = summaries.flatMap((summary, i) => {
    if (summary === null || summary.mean === null) return [];
    const y = MARGIN + LANE * (i + 0.5);
    const { mean, lower, upper } = summary;
    const interval =
      lower === null || upper === null
        ? []
        : [markup('line', { class: `series-interval series--${i}`, x1: axis.at(lower), x2: axis.at(upper), y1: y, y2: y })];
    return [...interval, seriesMark(i, axis.at(mean), y)];
  });
  return markup(
    'div',
    { class: 'score-chart__row' },
    markup('div', { class: 'score-chart__label' }, markup('span', {}, title)),
    markup(
      'svg',
      { class: 'strip', width: '100%', height: 2 * MARGIN + LANE * summaries.length, 'aria-hidden': 'true' },
      gridLines(axis),
      lanes,
    ),
  );
}

/** Every metric of all results on one axis, each result with its interval. */
export function metricsChart(metrics: readonly ComparedMetric[]): MarkupElement {
  const axis = SCORE_AXIS;
  return markup(
    'div',
    { class: 'score-chart' },
    metrics.map((metric) => metricRow(metric, axis)),
    markup(
      'div',
      { class: 'score-chart__row score-chart__row--axis' },
      markup('span'),
      markup(
        'div',
        {},
        axisLine(axis),
        markup('p', { class: 'axis__title' }, 'score · no unit, 1 is best · mean over instances with 95% interval'),
      ),
    ),
  );
}

/** An axis of differences with 0 in the middle that holds all of them. */
export function differenceAxis(differences: readonly number[]): ScoreAxis {
  const widest = Math.max(2 * EQUIVALENCE_MARGIN, ...differences.map(Math.abs));
  return createScoreAxis([-widest, widest]);
}

/** Differences of a pair, one dot an instance, over the band within which two results count as equal. */
export function differencesStrip(
  differences: readonly number[],
  interval: { readonly lower: number; readonly upper: number } | null,
  axis: ScoreAxis,
): MarkupElement {
  const zero = axis.at(0);
  return markup(
    'svg',
    { class: 'strip', width: '100%', height: 34, 'aria-hidden': 'true' },
    markup('rect', {
      class: 'strip__band',
      x: axis.at(-EQUIVALENCE_MARGIN),
      width: axis.width(-EQUIVALENCE_MARGIN, EQUIVALENCE_MARGIN),
      y: 0,
      height: '100%',
    }),
    markup('line', { class: 'strip__bound', x1: zero, x2: zero, y1: 0, y2: '100%' }),
    differences.map((value) => markup('circle', { class: 'strip__point', cx: axis.at(value), cy: 11, r: 3.5 })),
    interval &&
      markup('line', { class: 'strip__interval', x1: axis.at(interval.lower), x2: axis.at(interval.upper), y1: 24, y2: 24 }),
  );
}
