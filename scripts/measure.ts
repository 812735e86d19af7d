import { InputError } from '../src/core/input-error.ts';
import type { Matrix } from '../src/core/matrix.ts';
import { isMetricKey, METRIC_KEYS, METRICS, type MetricKey } from '../src/metrics/catalogue.ts';
import { chanceRemark } from '../src/metrics/chance.ts';
import { checkArrays } from '../src/metrics/check-arrays.ts';
import { measure, withFileRemarks, type Measurement } from '../src/metrics/measure.ts';
import type { SplitRule } from '../src/metrics/metric.ts';
import { createCommand, printJson, runCommand } from '../src/runtime/node/command.ts';
import { explain } from '../src/runtime/node/explain.ts';
import { startProgress } from '../src/runtime/node/progress.ts';
import { readMatrix } from '../src/runtime/node/read-matrix.ts';
import { writeFileAtomically } from '../src/runtime/node/write-file.ts';
import type { FloorsReport } from '../src/registry/floors-report.ts';
import { floorsPage } from '../src/views/floors-page.ts';

interface Options {
  readonly factors: string;
  readonly codes: string;
  readonly metrics?: string;
  readonly seed: string;
  readonly split: string;
  readonly permutations: string;
  readonly explain?: true;
  readonly report?: string;
  readonly json?: true;
}

/** Digits of the scores in the table; `--json` prints all of them. */
const TABLE_DIGITS = 4;
/** Metrics with a permutation null. */
const PERMUTED: readonly MetricKey[] = ['mcc_pearson', 'mcc_spearman'];
/** The same remark of more metrics than this takes one line. */
const MOST_REPEATS = 4;
/** The longest key and a blank. */
const KEY_WIDTH = Math.max(...METRIC_KEYS.map(({ length }) => length)) + 1;

function parseMetrics(text: string | undefined): readonly MetricKey[] {
  if (text === undefined) return METRIC_KEYS;
  return text.split(',').map((item) => {
    const key = item.trim();
    if (isMetricKey(key)) return key;
    throw new InputError({ path: '--metrics', rule: `"${key}" is not a metric`, fix: `choose from ${METRIC_KEYS.join(',')}` });
  });
}

function parseSplit(text: string): SplitRule {
  if (text === 'ordered' || text === 'seeded') return text;
  throw new InputError({ path: '--split', rule: `"${text}" is not a split`, fix: 'choose ordered or seeded' });
}

function parseSeed(text: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw new InputError({ path: '--seed', rule: `"${text}" is not a seed`, fix: 'give a whole number of at most 15 digits' });
}

function parsePermutations(text: string): number {
  if (/^\d{1,5}$/.test(text)) return Number(text);
  throw new InputError({
    path: '--permutations',
    rule: `"${text}" is not a number of permutations`,
    fix: 'give a whole number of at most 5 digits',
  });
}

/** @throws InputError where none of the metrics has a null that permutations make */
function requirePermuted(permutations: number, metrics: readonly MetricKey[]): void {
  if (permutations === 0 || metrics.some((key) => PERMUTED.includes(key))) return;
  const fix = `leave it out, or add ${PERMUTED.join(' or ')} to --metrics`;
  throw new InputError({ path: '--permutations', rule: `is not used by ${metrics.join(', ')}`, fix });
}

async function measureFiles(options: Options): Promise<void> {
  const metrics = parseMetrics(options.metrics);
  const split = parseSplit(options.split);
  const seed = parseSeed(options.seed);
  const permutations = parsePermutations(options.permutations);
  requirePermuted(permutations, metrics);
  const read = { factors: await readMatrix(options.factors, 'factors'), codes: await readMatrix(options.codes, 'codes') };
  const { factors, codes } = { factors: read.factors.matrix, codes: read.codes.matrix };
  checkArrays({ factors, codes }, options);
  const progress = startProgress('metrics', new Set(metrics).size);
  let measurement: Measurement;
  try {
    const onComputed = (keys: readonly MetricKey[]) => keys.forEach((key) => progress.advance(key));
    measurement = measure(factors, codes, { metrics, seed, split, permutations, onComputed });
  } finally {
    progress.stop();
  }
  const remarked = withFileRemarks(measurement, [...read.factors.remarks, ...read.codes.remarks]);
  const report = await reportFloors(options, { factors, codes }, measurement);
  if (options.json) printJson(report === undefined ? remarked : { ...remarked, floors: report });
  else console.log([formatTable(remarked), ...(report === undefined ? [] : ['', formatFloors(report)])].join('\n'));
}

/** Floors where they are asked for, written to a file too where one is named. */
async function reportFloors(
  options: Options,
  arrays: { readonly factors: Matrix; readonly codes: Matrix },
  { metrics: results }: Measurement,
): Promise<FloorsReport | undefined> {
  if (!options.explain && options.report === undefined) return undefined;
  const report = await explain(process.cwd(), {
    ...arrays,
    results,
    metrics: options.metrics === undefined ? undefined : parseMetrics(options.metrics),
    seed: parseSeed(options.seed),
    files: options,
  });
  if (options.report !== undefined) await writeFileAtomically(options.report, floorsPage(report));
  return report;
}

function formatFloors({ metrics, hint, draws, rows }: FloorsReport): string {
  return [
    `What these scores are worth on your factors (${draws} draws of each family that recovers nothing, ${rows} rows):`,
    ...metrics.map(({ metric, sentence }) => `${metric}: ${sentence}`),
    ...(hint === null ? [] : [hint]),
  ].join('\n');
}

function formatTable({ n, d, m, remarks: ofArrays, metrics }: Measurement): string {
  const lines = [
    `${n} rows, ${d} factors, ${m} codes`,
    ...ofArrays.map(({ message }) => message),
    '',
    `${'metric'.padEnd(KEY_WIDTH)}${'score'.padStart(8)}  ranked by`,
  ];
  const remarks = new Map<string, MetricKey[]>();
  for (const key of METRIC_KEYS) {
    const result = metrics[key];
    if (result === undefined) continue;
    const { rankPart } = METRICS[key];
    const ranking = rankPart === 'score' ? result.score : result.parts[rankPart];
    const chance = chanceRemark(result);
    const line = `${key.padEnd(KEY_WIDTH)}${formatScore(result.score).padStart(8)}  ${rankPart} ${formatScore(ranking)}`;
    lines.push(chance === undefined ? line : `${line}  ${chance}`);
    for (const { message } of result.diagnostics) remarks.set(message, [...(remarks.get(message) ?? []), key]);
  }
  return [...lines, ...(remarks.size > 0 ? [''] : []), ...[...remarks].flatMap(formatRemark)].join('\n');
}

/** One line for each metric, or one for all where there are many of them. */
function formatRemark([message, keys]: readonly [string, readonly MetricKey[]]): string[] {
  return keys.length > MOST_REPEATS ? [`${keys.join(', ')}: ${message}`] : keys.map((key) => `${key}: ${message}`);
}

function formatScore(value: unknown): string {
  return typeof value === 'number' ? value.toFixed(TABLE_DIGITS) : 'none';
}

const command = createCommand('measure', 'Measures how well codes recover factors.')
  .requiredOption('--factors <file>', 'ground-truth factors, one row a sample: .npy, .npz (file.npz:name), .csv, .tsv or Parquet')
  .requiredOption('--codes <file>', "an encoder's codes for the same rows")
  .option('--metrics <keys>', `comma-separated, from ${METRIC_KEYS.join(',')} (default: all)`)
  .option('--seed <number>', 'root of all random choices', '0')
  .option('--split <rule>', 'ordered: the first 80% of rows are fitted on where a metric fits; seeded: a random 80%', 'ordered')
  .option('--permutations <number>', `row permutations for the null of ${PERMUTED.join(' and ')}`, '0')
  .option(
    '--explain',
    'say what the scores are worth: against codes that recover nothing, made from your factors (default: three quick metrics)',
  )
  .option('--report <file>', 'the same as a page of its own, HTML')
  .option('--json', 'print one JSON document with every part and diagnostic')
  .action(measureFiles);

await runCommand(command);
