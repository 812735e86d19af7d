import { InputError } from '../src/core/input-error.ts';
import { WHOLE_ATLAS } from '../src/evaluation/atlas-plan.ts';
import type { MetricAtlas } from '../src/evaluation/metric-atlas.ts';
import { runCell, type CellReport } from '../src/evaluation/run-cell.ts';
import type { StressJob } from '../src/evaluation/stress-job.ts';
import type { MetricKey } from '../src/metrics/catalogue.ts';
import { checkAtlas, type CheckedAtlas } from '../src/runtime/node/atlas-check.ts';
import { atlasFiles } from '../src/runtime/node/atlas-file.ts';
import { setModes } from '../src/runtime/node/command-modes.ts';
import { createCommand, printJson, runCommand } from '../src/runtime/node/command.ts';
import { writeMetricDocuments } from '../src/runtime/node/metric-documents.ts';
import { parseMetricList } from '../src/runtime/node/metric-list.ts';
import { startProgress, type Progress } from '../src/runtime/node/progress.ts';
import type { StressWatch } from '../src/runtime/node/stress-rounds.ts';
import {
  addCellOptions,
  asksForCell,
  asOptionFaults,
  cellOptionNames,
  parseCellRequest,
  type StressOptions,
} from '../src/runtime/node/stress-options.ts';

/** Lines that `--check` recomputes where no number is given. */
const DEFAULT_SAMPLE = 5;
const TABLE_DECIMALS = 4;
const SECONDS_PER_MINUTE = 60;

function parseCount(option: string, value: string | boolean | undefined, minimum: number): number | undefined {
  if (typeof value !== 'string') return undefined;
  if (/^\d{1,9}$/.test(value) && Number(value) >= minimum) return Number(value);
  throw new InputError({ path: option, rule: `"${value}" is not a whole number of at least ${minimum}`, fix: 'give one' });
}

function cellTable({ metrics }: CellReport): string {
  const format = (value: number | null) => (value === null ? '–' : value.toFixed(TABLE_DECIMALS)).padStart(8);
  const lines = Object.entries(metrics).flatMap(([metric, parts]) =>
    Object.entries(parts).map(([part, { mean, interval, expectation, verdict, paper_verdict }]) =>
      [
        `${metric} ${part}`.padEnd(32),
        format(mean),
        format(interval.lower),
        format(interval.upper),
        ` ${expectation.padEnd(12)}${verdict.padEnd(16)}${paper_verdict}`,
      ].join(''),
    ),
  );
  const head = `${'metric and part'.padEnd(32)}${'mean'.padStart(8)}${'lower'.padStart(8)}${'upper'.padStart(8)} ${'should be'.padEnd(12)}${'verdict'.padEnd(16)}against the paper's target`;
  return [head, ...lines].join('\n');
}

function reportCell(options: StressOptions): void {
  const request = parseCellRequest(options);
  let progress: Progress | undefined;
  let report: CellReport;
  try {
    report = runCell(request, ({ total }) => (progress ??= startProgress('draws', total)).advance());
  } finally {
    progress?.stop();
  }
  if (options['json']) printJson(report);
  else console.log(cellTable(report));
}

function tallyVerdicts(documents: readonly MetricAtlas[]): Record<string, number> {
  const tally: Record<string, number> = {};
  for (const { verdicts, cells } of documents)
    for (const row of cells.flatMap(({ results }) => results)) tally[verdicts[row[3]]!] = (tally[verdicts[row[3]]!] ?? 0) + 1;
  return tally;
}

/** Prints the estimate, then shows jobs as they end. */
function watchJobs(): StressWatch & { stop(): void } {
  let progress: Progress | undefined;
  return {
    onEstimate(jobs, seconds, workers) {
      const work = `${jobs} ${progress ? 'more ' : ''}jobs to compute, about ${Math.ceil(seconds / SECONDS_PER_MINUTE)} min`;
      console.error(`${work} on ${workers} worker threads`);
      if (progress) progress.extend(jobs);
      else if (jobs > 0) progress = startProgress('jobs', jobs);
    },
    onJob: ({ request: { dgp, geometry } }: StressJob) => progress?.advance(`${dgp} × ${geometry}`),
    stop: () => progress?.stop(),
  };
}

function describeAbsent({ absent }: CheckedAtlas): string[] {
  return absent.map(({ metric, lines, command: compute }) => {
    const [first, ...rest] = lines;
    const others = rest.length === 0 ? '' : ` and ${rest.length} more`;
    return `not computed yet of ${metric}: ${first!}${others}; compute with: ${compute}`;
  });
}

async function checkCommitted(options: StressOptions, metrics: readonly MetricKey[], workers: number | undefined): Promise<void> {
  const sample = parseCount('--sample', options['sample'], 1) ?? DEFAULT_SAMPLE;
  const seed = parseCount('--check-seed', options['checkSeed'], 0) ?? 0;
  const watch = watchJobs();
  let checked: CheckedAtlas;
  try {
    checked = await checkAtlas(process.cwd(), WHOLE_ATLAS, metrics, { sample, seed, workers }, watch);
  } finally {
    watch.stop();
  }
  if (options['json']) printJson(checked);
  else console.log([`recomputed bit for bit: ${checked.checked.join(', ')}`, ...describeAbsent(checked)].join('\n'));
}

async function computeAtlas(options: StressOptions, metrics: readonly MetricKey[], workers: number | undefined): Promise<void> {
  const fresh = options['fresh'] === true;
  const watch = watchJobs();
  let written;
  try {
    written = await writeMetricDocuments(process.cwd(), atlasFiles(WHOLE_ATLAS), metrics, { workers, fresh }, watch);
  } finally {
    watch.stop();
  }
  const files = written.map(({ path }) => path);
  const documents = written.map(({ document }) => document);
  const verdicts = tallyVerdicts(documents);
  const cells = documents.reduce((sum, document) => sum + document.cells.length, 0);
  if (options['json']) printJson({ files, cells, verdicts });
  else {
    const counts = Object.entries(verdicts).map(([name, count]) => `${count} ${name}`);
    console.log(`${cells} cells: ${counts.join(', ')}\n${files.join('\n')}`);
  }
}

async function runAtlas(options: StressOptions): Promise<void> {
  const metrics = parseMetricList(options['metrics']);
  const workers = parseCount('--workers', options['workers'], 1);
  await (options['check'] ? checkCommitted : computeAtlas)(options, metrics, workers);
}

const command = addCellOptions(
  createCommand(
    'stress',
    'Recomputes one cell of the stress-test suite, or without a cell the validity atlas, of all metrics or of those that --metrics names.',
  ),
)
  .option('--check', 'recompute some lines of the committed atlas and compare all bits')
  .option('--sample <cells>', 'with --check: how many lines', String(DEFAULT_SAMPLE))
  .option('--check-seed <seed>', 'with --check: which lines')
  .option('--workers <count>', 'for the atlas: worker threads (default: one a core)')
  .option('--fresh', 'for the atlas: ignore scores kept from earlier runs')
  .option('--json', 'print one JSON document')
  .action(async (options: StressOptions) => {
    try {
      if (asksForCell(options)) reportCell(options);
      else await runAtlas(options);
    } catch (error) {
      throw asOptionFaults(error);
    }
  });

setModes(command, [
  { name: 'for one cell', askedBy: cellOptionNames(), reads: ['metrics', 'json'] },
  { name: 'with --check', askedBy: ['check'], reads: ['metrics', 'sample', 'check-seed', 'workers', 'json'] },
  { name: 'to compute the atlas', reads: ['metrics', 'workers', 'fresh', 'json'] },
]);
await runCommand(command);
