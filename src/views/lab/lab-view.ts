import type { FoundCell } from '../../evaluation/atlas-excerpt.ts';
import { certify } from '../../evaluation/certification.ts';
import { METRICS, type MetricKey, type Predicate } from '../../metrics/catalogue.ts';
import type { MetricResults } from '../../metrics/measure.ts';
import type { Arrays } from '../../metrics/metric.ts';
import type { Cell } from '../../suite/cell.ts';
import { formatQuantity, formatScore } from '../format.ts';
import { markup, type Markup, type MarkupElement } from '../markup.ts';
import { describePredicates } from '../predicates.ts';
import { verdictMark } from '../verdict-mark.ts';
import { correlationTable } from './correlation-table.ts';
import { selectMatching } from './matched-pairs.ts';
import { scatterOfPairs } from './scatter.ts';
import { arrangeScores, type ScoreRow } from './score-rows.ts';
import { scoreTable } from './score-table.ts';

/** The parts of the page that follow the setting; each stands in an element of its own. */
export interface LabView {
  readonly headline: Markup;
  readonly truth: Markup;
  readonly scatter: Markup;
  readonly matrix: Markup;
  readonly scores: Markup;
}

/** Every property that some metric claims. */
const PREDICATES: readonly Predicate[] = [...new Set(Object.values(METRICS).flatMap(({ certifies }) => certifies))];

const NOTHING_TO_DRAW = markup('p', { class: 'note' }, 'No correlations: too few rows, or nothing varies.');

const CLAIMS = {
  recovered: 'That is so here, by construction.',
  unrecovered: 'That is not so here, by construction.',
  null: 'The codes are noise: every score should be near 0.',
} as const;

function headline({ metric, score, expectation, verdict, diagnostics }: ScoreRow, graded: boolean): MarkupElement {
  const value = score === undefined ? 'is not computed yet' : score === null ? 'gives no score' : `gives ${formatScore(score)}`;
  const remarks = diagnostics.map(({ message }) => message);
  return markup(
    'div',
    { class: 'lab-headline' },
    markup(
      'p',
      { class: 'lab-headline__score' },
      `${metric.title} ${value}`,
      verdict ? ' ' : null,
      verdict ? verdictMark(verdict) : null,
    ),
    markup(
      'p',
      {},
      `At its maximum it claims that ${describePredicates(metric.certifies)}. `,
      graded && expectation !== 'null'
        ? 'Here that is a matter of degree: the score is judged by its value at large n, not by one draw.'
        : CLAIMS[expectation],
    ),
    remarks.length === 0 ? null : markup('p', { class: 'fine' }, remarks.join(' ')),
  );
}

function propertyList(title: string, kind: 'recovered' | 'unrecovered', predicates: readonly Predicate[]): MarkupElement | null {
  if (predicates.length === 0) return null;
  const items = predicates.map((predicate) => markup('li', { class: `truth--${kind}` }, describePredicates([predicate])));
  return markup('div', {}, markup('h3', { class: 'truths__title' }, title), markup('ul', {}, items));
}

function truthList({ truth, dgp, geometry, n, d, m }: Cell): MarkupElement {
  const holds = (predicate: Predicate) => certify([predicate], truth, 'all') === 'recovered';
  const sizes = `${formatQuantity(n, 'row')} of ${formatQuantity(d, 'factor')} in ${formatQuantity(m, 'code')}`;
  return markup(
    'div',
    {},
    markup('p', {}, `${sizes}. Factors: ${dgp.title} (${dgp.id}). Codes: ${geometry.title} (${geometry.id}).`),
    markup(
      'div',
      { class: 'truths' },
      propertyList(truth.graded ? 'So, as a matter of degree' : 'So, by construction', 'recovered', PREDICATES.filter(holds)),
      propertyList(
        'Not so',
        'unrecovered',
        PREDICATES.filter((predicate) => !holds(predicate)),
      ),
    ),
  );
}

/** Everything that a draw shows, as far as it is computed. */
export function viewDraw(cell: Cell, draw: Arrays, results: MetricResults, metric: MetricKey, found: FoundCell | null): LabView {
  const rows = arrangeScores(cell, results, found);
  const matching = selectMatching(metric, results);
  return {
    headline: headline(
      rows.find((row) => row.metric.key === metric)!,
      cell.truth.graded,
    ),
    truth: truthList(cell),
    scatter: matching ? scatterOfPairs(draw, matching) : NOTHING_TO_DRAW,
    matrix: matching ? correlationTable(matching) : '',
    scores: scoreTable(rows, metric),
  };
}
