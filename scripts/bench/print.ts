import type {
  BenchFigure,
  BenchReport,
  GrowthReport,
  InferenceBench,
  PanelFigures,
  Ratio,
  RerunBench,
  RerunTimes,
  SiteBuildBench,
  SiteReport,
} from '../../src/views/bench-report.ts';
import { inferenceRatio } from '../../src/views/inference-ratio.ts';
import type { AuditBench } from './audit.ts';
import type { Comparison } from './compare.ts';
import { nameOf } from './panel.ts';

const NAME_WIDTH = 44;
const SECONDS_DIGITS = 4;
const RATIO_DIGITS = 3;

const seconds = (value: number): string => `${value.toPrecision(SECONDS_DIGITS)} s`;
const row = (name: string, ...cells: readonly string[]): string =>
  `  ${name.padEnd(NAME_WIDTH)}${cells.map((cell) => cell.padStart(34)).join('')}`;
const figure = (value: BenchFigure): string => `${seconds(value.seconds)} (cpu ${seconds(value.cpu_seconds)})`;

function ratioText({ ratio, lower, upper, pairs }: Ratio): string {
  const round = (value: number): string => value.toPrecision(RATIO_DIGITS);
  return lower === null || upper === null
    ? `${round(ratio)}× (one pair)`
    : `${round(ratio)}× [${round(lower)}, ${round(upper)}] (${pairs} pairs)`;
}

function panelLines(
  name: string,
  { single, threads, reference = null }: Partial<Pick<PanelFigures, 'reference'>> & Omit<PanelFigures, 'reference'>,
): string[] {
  const lines = [row(name, figure(single), figure(threads))];
  if (reference !== null)
    lines.push(
      row('  scikit-learn yardstick, one thread', `${seconds(reference.seconds)} (cpu ${seconds(reference.cpu_seconds)})`),
      row('  yardstick over ours (cpu; seconds)', ratioText(reference.ratio), ratioText(reference.ratio_threads)),
    );
  return lines;
}

/** The report as a table for a terminal. */
export function printReport({ machine, workers, sizes, grid }: BenchReport): string {
  const lines = [
    `${machine.processor}, ${machine.cores} cores, ${machine.memory_gib} GiB, ${machine.platform}, Node ${machine.node}`,
    row('', 'one thread', `${workers} threads`),
  ];
  for (const size of sizes) {
    lines.push('', `${nameOf(size)}: peak ${size.peak_mb.single} MB, with threads ${size.peak_mb.threads} MB`);
    for (const group of size.groups) lines.push(row(group.keys.join(', '), figure(group)));
    lines.push(...panelLines('panel', size.panel), ...panelLines('panel with mcc_rdc', size.panel_with_rdc));
  }
  if (grid !== null) {
    lines.push('', `grid of ${grid.cells} cells, n = 1,000, d = 5, mcc_rdc included`, ...panelLines('grid', grid));
    if (grid.sample) lines.push(...panelLines(`${grid.sample.cells} of its cells`, grid.sample));
  }
  return lines.join('\n');
}

/** What the audit of hostile files takes, and which takes longest. */
export function printAudit({ files, seconds: total, slowest }: AuditBench): string {
  return `audit of ${files} hostile files: ${seconds(total)}; longest: ${slowest.name}, ${seconds(slowest.seconds)}`;
}

/** Ratios of processor time, now over then. */
export function printComparison(comparisons: readonly Comparison[]): string {
  const lines = ['Processor time now over then, engines run in turn; below 1 is faster'];
  for (const comparison of comparisons) {
    const { keys, ratio } = comparison;
    lines.push(row(`${keys.join(', ')} at ${nameOf(comparison)}`.slice(0, 2 * NAME_WIDTH), ratioText(ratio)));
  }
  return lines.join('\n');
}

/** Exponents of time by size. */
export function printGrowth({ groups }: GrowthReport): string {
  const exponent = (value: number): string => value.toFixed(2);
  return [
    'Exponents of time against rows n, factors d and codes m',
    row('', 'n', 'd', 'm'),
    ...groups.map(({ keys, n, d, m }) => row(keys.join(', '), exponent(n), exponent(d), exponent(m))),
  ].join('\n');
}

/** Scores of Lighthouse, and what readers wait. */
export function printSite({ pages, slowdown, interactions, lab }: SiteReport): string {
  return [
    'Lighthouse, 0 to 100',
    row('', 'performance', 'accessibility', 'best practice', 'SEO'),
    ...pages.flatMap(({ page, form, scores, below }) => [
      row(`/${page} ${form}`, ...Object.values(scores).map((score) => score.toFixed(0))),
      ...below.map((audit) => `    ${audit}`),
    ]),
    '',
    `Longest interaction with the processor slowed down ${slowdown} times, ms`,
    ...interactions.map(({ page, action, milliseconds }) => row(`/${page} ${action}`, milliseconds.toFixed(0))),
    '',
    `Lab, n = 1,000, d = 5: ${lab.further.toFixed(0)} ms from a change to all fast metrics, ${lab.first.toFixed(0)} ms the first time`,
  ].join('\n');
}

/** What the site of so many records costs. */
export function printSiteBuild(report: SiteBuildBench): string {
  const megabytes = (bytes: number | null) => (bytes === null ? 'unknown' : `${(bytes / 1e6).toFixed(1)} MB`);
  return [
    `${report.records} records: ${report.seconds.toFixed(1)} s, ${report.cpu_seconds?.toFixed(1) ?? 'unknown'} s of processor time, at most ${megabytes(report.peak_bytes)} of memory`,
    `${report.files} files, ${megabytes(report.bytes)}; heaviest page ${report.heaviest.page} with ${report.heaviest.bytes} bytes, search index ${report.search_bytes} bytes, compressed`,
  ].join('\n');
}

function rerunText({ seconds: wait, longest_task_ms: longest, peak_bytes: peak }: RerunTimes, node: number): string {
  const blocked = longest === 0 ? 'no task over 50 ms' : `longest task ${longest.toFixed(0)} ms`;
  const memory = peak === null ? 'memory unknown' : `peak ${(peak / 1e6).toFixed(0)} MB`;
  return `${seconds(wait)} (${(wait / node).toPrecision(RATIO_DIGITS)}× Node), ${blocked}, ${memory}`;
}

/** What the rerun of a result page takes. */
export function printRerun({ track, models, n, d, node_seconds: node, first, again, tracks }: RerunBench): string {
  return [
    `rerun of ${models} models of ${track}, n = ${n}, d = ${d.join(' and ')}`,
    `  in Node                      ${seconds(node)}`,
    `  in Chromium, first           ${rerunText(first, node)}`,
    `  in Chromium, from its cache  ${rerunText(again, node)}`,
    ...tracks.map((own) => `  ${own.id}, ${own.models} models, from the cache: ${seconds(own.seconds)}`),
  ].join('\n');
}

/** Samples a second of each encoder on each engine, with ratios to the native runtime. */
export function printInference(report: InferenceBench): string {
  const lines = [
    `Samples a second at n = ${report.n.toLocaleString('en')}`,
    row('', 'samples/s', 'of native, one thread', 'of native, all threads'),
  ];
  for (const model of report.models) {
    lines.push(`${model.title}, ${model.parameters.toLocaleString('en')} parameters`);
    for (const { engine, reason } of report.engines) {
      const figures = model.figures[engine];
      if (!figures) lines.push(row(`  ${engine}`, reason ?? 'not measured'));
      else {
        const { samples_per_second: rate, rows } = figures;
        const ratios = (['cpu-1', 'cpu'] as const).map((native) => inferenceRatio(model, engine, native));
        const name = rows < report.n ? `  ${engine} (${rows.toLocaleString('en')} rows)` : `  ${engine}`;
        lines.push(
          row(name, rate.toPrecision(SECONDS_DIGITS), ...ratios.map((ratio) => ratio?.toPrecision(RATIO_DIGITS) ?? '–')),
        );
      }
    }
  }
  return lines.join('\n');
}
