import { axisLine, differenceAxis, differencesStrip } from './comparison-chart.ts';
import { PAIR_VERDICTS } from './comparison-words.ts';
import type { ComparedMetric, PairedComparison } from './comparison.ts';
import { ABSENT, formatChange, formatInterval, formatScore, formatSmall } from './format.ts';
import { markup, type Markup, type MarkupElement } from './markup.ts';
import { seriesKey } from './series-marks.ts';

/** A result as headings name it, in the order of the comparison. */
export interface NamedResult {
  readonly id: string;
  readonly name: string;
}

const columnHeading = (...children: Markup[]) => markup('th', { scope: 'col', class: 'number' }, children);
const rowHeading = (...children: Markup[]) => markup('th', { scope: 'row' }, children);
const number = (...children: Markup[]) => markup('td', { class: 'number' }, children);
const small = (text: string) => markup('span', { class: 'sub' }, text);

function table(label: string, head: readonly MarkupElement[], body: readonly MarkupElement[]): MarkupElement {
  return markup(
    'div',
    { class: 'table-region', role: 'region', 'aria-label': label, tabindex: 0 },
    markup('table', {}, markup('thead', {}, markup('tr', {}, head)), markup('tbody', {}, body)),
  );
}

function resultHeading({ name }: NamedResult, index: number): MarkupElement {
  return columnHeading(seriesKey(index), ` ${name}`);
}

/** The numbers of `metricsChart`. */
export function metricsTable(metrics: readonly ComparedMetric[], results: readonly NamedResult[]): MarkupElement {
  return table(
    'Every metric of the results',
    [markup('th', { scope: 'col' }, 'Metric'), ...results.map(resultHeading)],
    metrics.map(({ title, summaries }) =>
      markup(
        'tr',
        {},
        rowHeading(title),
        summaries.map((summary) =>
          summary === null
            ? number(ABSENT)
            : number(formatScore(summary.mean), small(formatInterval(summary.lower, summary.upper))),
        ),
      ),
    ),
  );
}

/** Differences of a pair on its common instances; null where one of the two does not cover the instance. */
export function pairDifferences({ scores }: PairedComparison, first: number, second: number): (number | null)[] {
  return scores[first]!.map((score, i) => {
    const other = scores[second]![i] ?? null;
    return score === null || other === null ? null : score - other;
  });
}

function indexPairs({ pairs }: PairedComparison, results: readonly NamedResult[]) {
  const indexOf = (id: string) => results.findIndex((result) => result.id === id);
  return pairs.map((pair) => ({ ...pair, a: indexOf(pair.first), b: indexOf(pair.second) }));
}

const present = (values: readonly (number | null)[]) => values.filter((value) => value !== null);

/** Every pair: the mean difference with its interval, the verdict, and the differences drawn. */
export function pairsTable(comparison: PairedComparison, results: readonly NamedResult[]): MarkupElement {
  const pairs = indexPairs(comparison, results).map((pair) => ({
    ...pair,
    differences: present(pairDifferences(comparison, pair.a, pair.b)),
  }));
  const axis = differenceAxis(pairs.flatMap(({ differences }) => differences));
  return table(
    'Pairs of results',
    [
      markup('th', { scope: 'col' }, 'Pair'),
      columnHeading('Mean difference'),
      columnHeading('Adjusted p'),
      markup('th', { scope: 'col' }, 'Verdict'),
      markup('th', { scope: 'col', class: 'difference-cell' }, 'First minus second, by instance', axisLine(axis)),
    ],
    pairs.map(({ a, b, difference, interval, adjustedP, verdict, differences }) =>
      markup(
        'tr',
        {},
        rowHeading(seriesKey(a), ` ${results[a]!.name} − `, seriesKey(b), ` ${results[b]!.name}`),
        number(
          difference === null ? ABSENT : formatChange(difference),
          small(`90% interval ${formatInterval(interval?.lower ?? null, interval?.upper ?? null)}`),
        ),
        number(verdict === 'untested' || verdict === 'underpowered' ? ABSENT : formatSmall(adjustedP)),
        markup('td', {}, PAIR_VERDICTS[verdict]),
        markup('td', { class: 'difference-cell' }, differencesStrip(differences, interval, axis)),
      ),
    ),
  );
}

/** Scores and differences instance by instance. */
export function instancesTable(comparison: PairedComparison, results: readonly NamedResult[]): MarkupElement {
  const pairs = indexPairs(comparison, results).map(({ a, b }) => ({ a, b, values: pairDifferences(comparison, a, b) }));
  return table(
    'Scores by instance',
    [
      markup('th', { scope: 'col' }, 'Instance'),
      ...results.map(resultHeading),
      ...pairs.map(({ a, b }) => columnHeading(seriesKey(a), ' − ', seriesKey(b))),
    ],
    comparison.instances.map((instance, i) =>
      markup(
        'tr',
        {},
        rowHeading(String(instance)),
        comparison.scores.map((own) => number(formatScore(own[i]))),
        pairs.map(({ values }) => {
          const value = values[i] ?? null;
          return number(value === null ? ABSENT : formatChange(value));
        }),
      ),
    ),
  );
}
