import type { MetricEntry } from '../metrics/catalogue.ts';
import type { Diagnostic } from '../metrics/metric.ts';
import { formatScore } from './format.ts';
import { markup, type MarkupElement } from './markup.ts';

const BAR_WIDTH = 100;
const BAR_HEIGHT = 8;

/** A score to be shown: undefined while it is not computed, null where the metric gives none, which the first remark then explains. */
export interface ShownScore {
  readonly metric: Pick<MetricEntry, 'cost'>;
  readonly score: number | null | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

function bar(score: number): MarkupElement {
  const width = Math.round(Math.max(0, Math.min(1, score)) * BAR_WIDTH);
  return markup(
    'svg',
    {
      class: 'score-bar',
      viewBox: `0 0 ${BAR_WIDTH} ${BAR_HEIGHT}`,
      preserveAspectRatio: 'none',
      'aria-hidden': 'true',
      focusable: 'false',
    },
    markup('rect', { class: 'score-bar__range', width: BAR_WIDTH, height: BAR_HEIGHT }),
    markup('rect', { class: 'score-bar__value', width, height: BAR_HEIGHT }),
  );
}

/** A score with a bar from 0 to 1, as a cell of a table. */
export function scoreCell({ score, metric, diagnostics }: ShownScore): MarkupElement {
  if (score === undefined) return markup('td', { class: 'number soft' }, metric.cost === 'slow' ? 'slow' : '…');
  const below = score === null ? markup('span', { class: 'sub' }, diagnostics[0]?.message ?? 'no score') : bar(score);
  return markup(
    'td',
    { class: score === null ? '' : 'number' },
    markup('span', { class: 'score-value' }, formatScore(score)),
    below,
  );
}
