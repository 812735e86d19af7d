import { isDeepStrictEqual } from 'node:util';
import { fileSchema } from '../src/core/documents/schema-path.ts';
import { InputError } from '../src/core/input-error.ts';
import { RandomStream } from '../src/core/random/stream.ts';
import {
  confuse,
  listDiagnosisTrials,
  runDiagnosisTrial,
  TRIAL_ROWS,
  type DiagnosisTally,
} from '../src/evaluation/diagnosis-trials.ts';
import {
  diagnosisTrials,
  intervalCoverage,
  type DiagnosisDocument,
  type IntervalDocument,
} from '../src/evaluation/documents/statistics.ts';
import { measureIntervals } from '../src/evaluation/interval-coverage.ts';
import { createCommand, printJson, runCommand } from '../src/runtime/node/command.ts';
import { startProgress } from '../src/runtime/node/progress.ts';
import { readDocument } from '../src/runtime/node/read-document.ts';
import { writeFileAtomically } from '../src/runtime/node/write-file.ts';

const FILES = {
  diagnosis: 'content/statistics/diagnosis.json',
  intervals: 'content/statistics/interval-coverage.json',
} as const;

const ROOT = process.cwd();
const FIX = 'compute it with: npm run calibrate';

/** Draws of each trial of the diagnosis. */
const SEEDS = 1;

interface Options {
  readonly check?: string | true;
  readonly json?: true;
}

async function writeDocument(path: string, document: DiagnosisDocument | IntervalDocument): Promise<void> {
  await writeFileAtomically(path, `${JSON.stringify(document, null, 1)}\n`);
}

async function calibrate(): Promise<Record<string, number>> {
  const trials = listDiagnosisTrials();
  const settings = measureIntervals();
  await writeDocument(FILES.intervals, {
    ...fileSchema('interval-coverage', 1),
    schema: 'custodes/interval-coverage/1',
    settings,
  });
  const progress = startProgress('trials', trials.length);
  const tallies = trials.map((trial): DiagnosisTally => {
    const found = Array.from({ length: SEEDS }, (_, seed) => runDiagnosisTrial(trial, seed));
    progress.advance();
    return { ...trial, found };
  });
  progress.stop();
  const document: DiagnosisDocument = {
    ...fileSchema('diagnosis', 1),
    schema: 'custodes/diagnosis/1',
    rows: TRIAL_ROWS,
    trials: tallies,
  };
  await writeDocument(FILES.diagnosis, document);
  const { right, ambiguous, total } = confuse(tallies);
  return { trials: total, right, ambiguous };
}

/** Recomputes all coverages and a fixed, random sample of trials. */
async function check(sample: number): Promise<Record<string, number>> {
  const intervals = await readDocument(ROOT, FILES.intervals, intervalCoverage, FIX);
  const diagnosis = await readDocument(ROOT, FILES.diagnosis, diagnosisTrials, FIX);
  const stale = (path: string, name: string) =>
    new InputError({ path, rule: `is not what the engine computes: ${name}`, fix: FIX });
  if (!isDeepStrictEqual(intervals.settings, measureIntervals())) throw stale(FILES.intervals, 'coverage');
  const stored = diagnosis.trials.map(({ found: _, ...trial }) => trial);
  if (!isDeepStrictEqual(stored, listDiagnosisTrials())) throw stale(FILES.diagnosis, 'the list of trials');
  const chosen = new RandomStream('custodes/calibration', 'check').choice(diagnosis.trials.length, sample);
  for (const index of chosen) {
    const { found, ...trial } = diagnosis.trials[index]!;
    if (runDiagnosisTrial(trial, 0) !== found[0])
      throw stale(FILES.diagnosis, `${trial.dgp}/${trial.geometry} with d = ${trial.d}`);
  }
  return { checked: chosen.length };
}

async function run(options: Options): Promise<void> {
  if (options.check !== undefined && options.check !== true && !/^[1-9]\d{0,3}$/.test(options.check))
    throw new InputError({ path: '--check', rule: `"${options.check}" is not a whole number from 1 to 9999`, fix: 'give one' });
  const sample = Math.min(listDiagnosisTrials().length, options.check === true ? SEEDS : Number(options.check));
  const report = options.check === undefined ? await calibrate() : await check(sample);
  if (options.json) printJson(report);
  else
    console.log(
      Object.entries(report)
        .map(([name, count]) => `${name}: ${count}`)
        .join(', '),
    );
}

const description =
  'Measures what the statistics hold: the confusion matrix of the diagnosis and the coverage of intervals over instances.';

await runCommand(
  createCommand('calibrate', description)
    .option('--check [count]', 'recompute a sample of the committed numbers and compare')
    .option('--json', 'print one JSON document')
    .action(run),
);
