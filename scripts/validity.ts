import { InputError } from '../src/core/input-error.ts';
import { isMetricKey, METRIC_KEYS, type MetricKey } from '../src/metrics/catalogue.ts';
import { setModes } from '../src/runtime/node/command-modes.ts';
import { createCommand, printJson, runCommand } from '../src/runtime/node/command.ts';
import { startProgress, type Progress } from '../src/runtime/node/progress.ts';
import { checkValidity, writeValidity, type ValidityWatch } from '../src/runtime/node/validity-file.ts';

interface Options {
  readonly metrics?: string;
  readonly workers: string;
  readonly check?: true;
  readonly sample: string;
  readonly checkSeed: string;
  readonly json?: true;
}

function parseMetrics(text: string | undefined): readonly MetricKey[] {
  if (text === undefined) return METRIC_KEYS;
  return text.split(',').map((item) => {
    const key = item.trim();
    if (isMetricKey(key)) return key;
    throw new InputError({ path: '--metrics', rule: `"${key}" is not a metric`, fix: `choose from ${METRIC_KEYS.join(',')}` });
  });
}

function parseCount(option: string, text: string, least: number): number {
  if (/^\d{1,6}$/.test(text) && Number(text) >= least) return Number(text);
  throw new InputError({ path: option, rule: `"${text}" is not a whole number of at least ${least}`, fix: 'give one' });
}

function watchJobs(): ValidityWatch & { stop(): void } {
  let progress: Progress | undefined;
  return {
    onJobs(count) {
      if (progress) progress.extend(count);
      else if (count > 0) progress = startProgress('cells', count);
    },
    onJob: () => progress?.advance(),
    stop: () => progress?.stop(),
  };
}

async function run(options: Options): Promise<void> {
  const metrics = parseMetrics(options.metrics);
  const workers = parseCount('--workers', options.workers, 1);
  const sample = parseCount('--sample', options.sample, 1);
  const seed = parseCount('--check-seed', options.checkSeed, 0);
  const watch = watchJobs();
  const done: (string | number)[] = [];
  try {
    for (const metric of metrics)
      done.push(
        options.check
          ? await checkValidity(process.cwd(), metric, { sample, seed, workers }, watch)
          : await writeValidity(process.cwd(), metric, workers, watch),
      );
  } finally {
    watch.stop();
  }
  if (options.json) printJson(options.check ? { cells: done } : { files: done });
  else
    console.log(
      options.check ? metrics.map((metric, k) => `${metric}: ${done[k]} cells, bit for bit`).join('\n') : done.join('\n'),
    );
}

const command = createCommand('validity', 'Computes what the scores of metrics tell apart: content/validity/<metric>.json.')
  .option('--metrics <keys>', `comma-separated, from ${METRIC_KEYS.join(',')} (default: all)`)
  .option('--workers <count>', 'worker threads', '1')
  .option('--check', 'recompute some cells of the committed files and compare every score')
  .option('--sample <cells>', 'with --check: how many cells of each metric', '5')
  .option('--check-seed <seed>', 'with --check: which cells', '0')
  .option('--json', 'print one JSON document')
  .action(run);

const always = ['metrics', 'workers', 'json'];
await runCommand(
  setModes(command, [
    { name: 'with --check', askedBy: ['check'], reads: [...always, 'sample', 'check-seed'] },
    { name: 'to compute the files', reads: always },
  ]),
);
