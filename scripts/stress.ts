import { InputError } from '../src/core/input-error.ts';
import type { AtlasDocument } from '../src/evaluation/atlas.ts';
import type { AtlasJob } from '../src/evaluation/atlas-plan.ts';
import { runCell, type CellReport } from '../src/evaluation/run-cell.ts';
import { checkAtlas, writeAtlas, type AtlasWatch } from '../src/runtime/node/atlas-file.ts';
import { createCommand, printJson, runCommand } from '../src/runtime/node/command.ts';
import { startProgress, type Progress } from '../src/runtime/node/progress.ts';
import {
  addCellOptions,
  asksForCell,
  asOptionFaults,
  parseCellRequest,
  type StressOptions,
} from '../src/runtime/node/stress-options.ts';

/** Cells that `--check` recomputes where no number is given. */
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

function tallyVerdicts({ verdicts, cells }: AtlasDocument): Record<string, number> {
  const counts = cells
    .flatMap(({ results }) => results)
    .reduce((tally, [, , , verdict]) => tally.set(verdict, (tally.get(verdict) ?? 0) + 1), new Map<number, number>());
  return Object.fromEntries(verdicts.map((name, i) => [name, counts.get(i) ?? 0]));
}

/** Prints the estimate, then shows jobs as they end. */
function watchJobs(): AtlasWatch & { stop(): void } {
  let progress: Progress | undefined;
  return {
    onEstimate(jobs, seconds, workers) {
      console.error(`${jobs} jobs to compute, about ${Math.ceil(seconds / SECONDS_PER_MINUTE)} min on ${workers} worker threads`);
      if (jobs > 0) progress = startProgress('jobs', jobs);
    },
    onJob: ({ request: { dgp, geometry } }: AtlasJob) => progress?.advance(`${dgp} × ${geometry}`),
    stop: () => progress?.stop(),
  };
}

async function runAtlas(options: StressOptions): Promise<void> {
  const workers = parseCount('--workers', options['workers'], 1);
  const root = process.cwd();
  const watch = watchJobs();
  try {
    if (options['check']) {
      const sample = parseCount('--sample', options['sample'], 1) ?? DEFAULT_SAMPLE;
      const seed = parseCount('--check-seed', options['checkSeed'], 0) ?? 0;
      const checked = await checkAtlas(root, { sample, seed, workers }, watch);
      if (options['json']) printJson({ checked });
      else console.log(`recomputed bit for bit: ${checked.join(', ')}`);
      return;
    }
    const { path, document } = await writeAtlas(root, { workers, fresh: options['fresh'] === true }, watch);
    const summary = { file: path, cells: document.cells.length, verdicts: tallyVerdicts(document) };
    if (options['json']) printJson(summary);
    else
      console.log(
        `${path}: ${document.cells.length} cells; ${Object.entries(summary.verdicts)
          .map(([name, count]) => `${count} ${name}`)
          .join(', ')}`,
      );
  } finally {
    watch.stop();
  }
}

const command = addCellOptions(
  createCommand('stress', 'Recomputes one cell of the stress-test suite, or without a cell the whole validity atlas.'),
)
  .option('--check', 'recompute some cells of the committed atlas and compare all bits')
  .option('--sample <cells>', 'with --check: how many cells', String(DEFAULT_SAMPLE))
  .option('--check-seed <seed>', 'with --check: which cells')
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

await runCommand(command);
