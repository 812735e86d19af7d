import { formatScore } from './format.ts';
import { markup, type MarkupElement } from './markup.ts';
import { describeVerdict } from './verdicts.ts';

/** A verdict's symbol as a drawing of 12 × 12, as `VerdictSymbol.astro` draws it. */
function verdictSymbol(name: string): MarkupElement {
  const { fill, stroke } = describeVerdict(name).symbol;
  return markup(
    'svg',
    { viewBox: '0 0 12 12', width: 12, height: 12, 'aria-hidden': 'true', focusable: 'false' },
    fill ? markup('path', { d: fill, fill: 'currentColor' }) : null,
    stroke
      ? markup('path', { d: stroke, fill: 'none', stroke: 'currentColor', 'stroke-width': '1.7', 'stroke-linejoin': 'round' })
      : null,
  );
}

/** A verdict in colour, symbol and words, with a number beside it where there is one. */
export function verdictMark(name: string, score?: number | null, decimals = 2): MarkupElement {
  const { title } = describeVerdict(name);
  return markup(
    'span',
    { class: `verdict verdict--${name}` },
    verdictSymbol(name),
    score === undefined ? title : formatScore(score, decimals),
    score === undefined ? null : markup('span', { class: 'visually-hidden' }, ` ${title}`),
  );
}
