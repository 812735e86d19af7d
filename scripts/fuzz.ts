import { InputError } from '../src/core/input-error.ts';
import { createCommand, printJson, runCommand } from '../src/runtime/node/command.ts';
import { runMutations, type Ending } from './fuzz/run-mutations.ts';
import { runSubmissions, type SubmissionEnding } from './fuzz/run-submissions.ts';

interface Options {
  readonly count: string;
  readonly seed: string;
  readonly from: string;
  readonly of: string;
  readonly json?: true;
}

const FILE_WORDS: Readonly<Record<Ending, string>> = {
  audit: 'refused by the audit',
  runtime: 'refused by the runtime',
  contract: 'refused for their codes',
  limit: 'stopped at a limit',
  contained: 'crashed the runtime, inside its process',
  measured: 'measured, all finite',
  broken: 'BROKEN',
};

const SUBMISSION_WORDS: Readonly<Record<SubmissionEnding, string>> = {
  accepted: 'passed the audit',
  refused: 'refused in plain lines',
  broken: 'BROKEN',
};

const KINDS = ['all', 'files', 'submissions'];
/** Of all mutations, those that are of single files: what passes the audit runs in a process, which takes its time. */
const FILE_SHARE = 0.25;

function parseNumber(option: string, text: string): number {
  if (/^\d{1,7}$/.test(text)) return Number(text);
  throw new InputError({ path: option, rule: `"${text}" is no whole number`, fix: 'give for example 100' });
}

function requireKind(of: string): void {
  if (!KINDS.includes(of))
    throw new InputError({ path: '--of', rule: `"${of}" is nothing to mutate`, fix: `use one of ${KINDS.join(', ')}` });
}

function printCounts<E extends string>(
  title: string,
  outcomes: Readonly<Record<E, number>>,
  words: Readonly<Record<E, string>>,
): void {
  console.log(title);
  for (const [ending, text] of Object.entries(words) as [E, string][])
    console.log(`${String(outcomes[ending]).padStart(7)} ${text}`);
}

async function fuzz({ seed, of, json, ...options }: Options): Promise<void> {
  requireKind(of);
  const [count, from] = [parseNumber('--count', options.count), parseNumber('--from', options.from)];
  const fileCount = { all: Math.ceil(FILE_SHARE * count), files: count }[of] ?? 0;
  const files = fileCount > 0 ? await runMutations({ seed, from, count: fileCount }) : null;
  const submissions = count > fileCount ? await runSubmissions({ seed, from, count: count - fileCount }) : null;
  if (json) printJson({ files, submissions });
  else {
    if (files) printCounts(`${files.mutations} files`, files.outcomes, FILE_WORDS);
    if (submissions) {
      printCounts(`${submissions.submissions} submissions`, submissions.outcomes, SUBMISSION_WORDS);
      for (const [code, times] of Object.entries(submissions.exitCodes))
        console.log(`${String(times).padStart(7)} times check exits with ${code}`);
      console.log(`longest audit: ${submissions.slowestSeconds.toFixed(2)} s`);
    }
  }
  const broken = [
    ...(files?.broken ?? []).map((entry) => ({ ...entry, kind: 'files' })),
    ...(submissions?.broken ?? []).map((entry) => ({ ...entry, kind: 'submissions' })),
  ];
  for (const { kind, mutation, what } of broken) {
    console.error(`${kind} ${mutation}: ${what}; repeat it with --of ${kind} --seed ${seed} --from ${mutation} --count 1`);
  }
  if (broken.length > 0) process.exitCode = 1;
}

const command = createCommand(
  'fuzz',
  'Mutates real models and arrays, and draws whole submissions: each must be refused clearly, pass the audit, or give finite numbers.',
)
  .option('--count <number>', 'how many mutations', '10000')
  .option('--seed <seed>', 'what draws them', '0')
  .option('--from <index>', 'the first mutation, to repeat one of a longer run', '0')
  .option('--of <kind>', `what is mutated: ${KINDS.join(', ')}`, 'all')
  .option('--json', 'print the counts as one JSON document')
  .action(fuzz);

await runCommand(command);
