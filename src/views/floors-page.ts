import type { FloorsReport, FloorsReportMetric } from '../registry/floors-report.ts';
import { htmlText } from './encode/html.ts';

const DECIMALS = 3;

const STYLE =
  'body{font:16px/1.5 system-ui,sans-serif;max-width:48rem;margin:2rem auto;padding:0 1rem}' +
  'table{border-collapse:collapse}th,td{text-align:left;padding:.2rem .8rem .2rem 0;border-bottom:1px solid #ccc}' +
  'td.number{text-align:right;font-variant-numeric:tabular-nums}code{overflow-wrap:anywhere}';

function number(value: number | null): string {
  return value === null ? 'none' : value.toFixed(DECIMALS);
}

function cells(values: readonly string[]): string {
  return values.map((value) => `<td class="number">${value}</td>`).join('');
}

function metricSection(metric: FloorsReportMetric, { n, rows }: FloorsReport): string {
  const families = metric.families
    .map(
      ({ words, quantiles, p }) =>
        `<tr><th scope="row">${htmlText(words.replace(/,$/, ''))}</th>${cells([...quantiles, p].map(number))}</tr>`,
    )
    .join('');
  return [
    `<h2>${htmlText(metric.title)}</h2>`,
    `<p><strong>${htmlText(metric.sentence)}</strong></p>`,
    `<p>Score on all ${n} rows: ${number(metric.score)}; on the ${rows} rows of the floors: ${number(metric.score_on_floor_rows)}. It speaks of: ${metric.claim.join(', ')}.</p>`,
    '<table><thead><tr><th>What recovers nothing</th><th>5%</th><th>median</th><th>95%</th><th>p</th></tr></thead>',
    `<tbody>${families}</tbody></table>`,
  ].join('\n');
}

/** The report as a page that needs nothing else: no script, no style sheet, no font. */
export function floorsPage(report: FloorsReport): string {
  const { date, engine, arrays, n, rows, d, m, seed, draws, recompute, hint } = report;
  const commit = engine.commit === null ? 'uncommitted source' : engine.commit;
  return [
    '<!doctype html>',
    '<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">',
    `<title>What these scores are worth</title><style>${STYLE}</style></head><body>`,
    '<h1>What these scores are worth</h1>',
    `<p>${n} rows, ${d} factors, ${m} codes. Floors: ${draws} draws of each family on ${rows} rows, seed ${htmlText(String(seed))}. A floor is the score of one family of codes that recover nothing, made from the same factors; it bounds no other failure.</p>`,
    ...report.metrics.map((metric) => metricSection(metric, report)),
    ...(hint === null ? [] : [`<p>${htmlText(hint)}</p>`]),
    '<h2>How to recompute</h2>',
    `<p><code>${htmlText(recompute)}</code></p>`,
    `<p>Made on ${date} by Custodes, suite ${engine.suite}, ${htmlText(commit)}. SHA-256 of the factors: <code>${arrays.factors}</code>; of the codes: <code>${arrays.codes}</code>.</p>`,
    '</body></html>',
    '',
  ].join('\n');
}
