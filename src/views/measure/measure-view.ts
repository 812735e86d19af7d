import { COMPUTED_METRICS, listClaims, readClaim } from '../../evaluation/claims.ts';
import type { Diagnosis } from '../../evaluation/diagnosis.ts';
import { diagnosisLabel } from '../../evaluation/diagnosis-trials.ts';
import { METRICS, type MetricKey } from '../../metrics/catalogue.ts';
import { chanceRemark } from '../../metrics/chance.ts';
import type { MetricResults } from '../../metrics/measure.ts';
import { findDgp } from '../../suite/dgps/catalogue.ts';
import { findGeometry } from '../../suite/geometries/catalogue.ts';
import { EVIDENCE, MEANINGS } from '../diagnosis-words.ts';
import { ABSENT, formatQuantity, formatScore } from '../format.ts';
import { metricPath, siteLink } from '../links.ts';
import { markup, type Markup, type MarkupElement } from '../markup.ts';
import { describePredicates } from '../predicates.ts';
import { scoreCell } from '../score-cell.ts';
import { verdictMark } from '../verdict-mark.ts';
import { isMisleading, isTrusted, type ArrayValidity, type MetricValidity } from './array-validity.ts';

const CONFIDENCE_DECIMALS = 2;

/** Where the codes lie in the taxonomy, with the evidence. @param diagnosis null where none is attempted */
export function diagnosisView(diagnosis: Diagnosis | null): MarkupElement {
  if (diagnosis === null)
    return markup(
      'p',
      { class: 'note' },
      'No diagnosis: it takes at least 500 rows, and at most 64 factors and 256 codes. The scores stand all the same.',
    );
  const { geometry, confidence, dependent_codes, factors_read } = diagnosis;
  const evidence = EVIDENCE.map(({ key, title, meaning }) =>
    markup(
      'tr',
      {},
      markup('th', { scope: 'row' }, title),
      markup('td', { class: 'number' }, formatScore(diagnosis[key])),
      markup('td', {}, meaning),
    ),
  );
  const sure = geometry === 'ambiguous' ? '' : ` Confidence ${formatScore(confidence, CONFIDENCE_DECIMALS)}, 1 being the most.`;
  return markup(
    'div',
    { class: 'diagnosis' },
    markup('p', { class: 'diagnosis__label' }, `The codes are ${diagnosisLabel(diagnosis)}.`),
    markup(
      'p',
      {},
      `${MEANINGS[geometry]}${sure} ${formatQuantity(dependent_codes, 'code')} depend on some factor, and ${formatQuantity(factors_read, 'factor')} are read.`,
    ),
    markup(
      'div',
      { class: 'table-region', role: 'region', 'aria-label': 'Evidence of the diagnosis', tabindex: '0' },
      markup(
        'table',
        { class: 'diagnosis__evidence' },
        markup('caption', {}, 'Over the codes that depend on some factor; shares of variance.'),
        markup('tbody', {}, evidence),
      ),
    ),
  );
}

function linkedTitles(keys: readonly MetricKey[]): Markup[] {
  return keys.flatMap((key, i) => [
    ...(i === 0 ? [] : [', ']),
    markup('a', { href: siteLink(metricPath(key)) }, METRICS[key].title),
  ]);
}

function trustLine(title: string, entries: readonly (readonly [MetricKey, MetricValidity])[]): MarkupElement {
  const keys = entries.map(([key]) => key);
  return markup('div', {}, markup('dt', {}, title), markup('dd', {}, keys.length === 0 ? 'none' : linkedTitles(keys)));
}

/** Which metrics hold on such codes, and which mislead. @param validity null where no cell of the atlas is like these codes */
export function trustView(validity: ArrayValidity | null): MarkupElement {
  if (validity === null)
    return markup('p', { class: 'note' }, 'The diagnosis is open, so no cell of the atlas can be said to be like these codes.');
  const entries = Object.entries(validity.metrics) as [MetricKey, MetricValidity][];
  const others = entries.filter(([, entry]) => !isTrusted(entry) && !isMisleading(entry));
  const [dgp, geometry] = [findDgp(validity.dgp), findGeometry(validity.geometry)];
  return markup(
    'div',
    {},
    markup(
      'p',
      {},
      'The nearest cell of the atlas: ',
      markup('strong', {}, `${geometry.title} (${geometry.id})`),
      ' on ',
      markup('strong', {}, `${dgp.title} (${dgp.id})`),
      '. ',
      markup('a', { href: siteLink(`lab/?dgp=${dgp.id}&geometry=${geometry.id}`) }, 'Open it in the lab'),
      '.',
    ),
    markup(
      'dl',
      { class: 'trust' },
      trustLine(
        'Calibrated there',
        entries.filter(([, entry]) => isTrusted(entry)),
      ),
      trustLine(
        'Misleading there',
        entries.filter(([, entry]) => isMisleading(entry)),
      ),
      trustLine('Lenient, confounded or undecided there', others),
    ),
  );
}

function validityCell(validity: MetricValidity | undefined): MarkupElement {
  if (validity === undefined) return markup('td', { class: 'soft' }, ABSENT);
  return markup(
    'td',
    {},
    verdictMark(validity.verdict),
    markup('span', { class: 'sub' }, `mean ${formatScore(validity.mean)}, ${validity.seeds} seeds`),
  );
}

/** Every metric of the two arrays, as far as it is computed, beside what the atlas says of it on such codes. */
export function measureTable(results: MetricResults, validity: ArrayValidity | null): MarkupElement {
  const rows = COMPUTED_METRICS.map((key) => {
    const metric = METRICS[key];
    const claim = listClaims([key]).find(({ part }) => part === metric.rankPart)!;
    const result = results[key];
    const chance = result && chanceRemark(result);
    const remarks = (result?.diagnostics ?? []).slice(result?.score === null ? 1 : 0).map(({ message }) => message);
    return markup(
      'tr',
      { 'data-metric': key },
      markup(
        'th',
        { scope: 'row' },
        markup('a', { href: siteLink(metricPath(key)) }, metric.title),
        markup('span', { class: 'sub' }, `claims: ${describePredicates(metric.certifies)}`),
        remarks.length === 0 ? null : markup('span', { class: 'sub' }, remarks.join(' ')),
        chance === undefined
          ? null
          : markup('span', { class: 'sub', 'data-chance': '' }, result?.chance ? markup('strong', {}, chance) : chance),
      ),
      scoreCell({ metric, score: result && readClaim(claim, result), diagnostics: result?.diagnostics ?? [] }),
      validityCell(validity?.metrics[key]),
    );
  });
  return markup(
    'div',
    { class: 'table-region', role: 'region', 'aria-label': 'Scores of your arrays', tabindex: '0' },
    markup(
      'table',
      { class: 'lab-scores' },
      markup('caption', {}, 'The number that ranks, of each metric; the report has every part with all digits.'),
      markup(
        'thead',
        {},
        markup(
          'tr',
          {},
          ['Metric and claim', 'Score', 'On such codes'].map((title) =>
            markup('th', { scope: 'col', class: title === 'Score' ? 'number' : undefined }, title),
          ),
        ),
      ),
      markup('tbody', {}, rows),
    ),
  );
}
