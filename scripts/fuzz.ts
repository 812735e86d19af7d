import { InputError } from '../src/core/input-error.ts';
import { createCommand, printJson, runCommand } from '../src/runtime/node/command.ts';
import { ENDINGS, runMutations, type Ending } from './fuzz/run-mutations.ts';

interface Options {
  readonly count: string;
  readonly seed: string;
  readonly from: string;
  readonly json?: true;
}

const WORDS: Readonly<Record<Ending, string>> = {
  audit: 'refused by the audit',
  runtime: 'refused by the runtime',
  contract: 'refused for their codes',
  limit: 'stopped at a limit',
  contained: 'crashed the runtime, inside its process',
  measured: 'measured, all finite',
  broken: 'BROKEN',
};

function parseNumber(option: string, text: string): number {
  if (/^\d{1,7}$/.test(text)) return Number(text);
  throw new InputError({ path: option, rule: `"${text}" is no whole number`, fix: 'give for example 100' });
}

async function fuzz(options: Options): Promise<void> {
  const [count, from] = [parseNumber('--count', options.count), parseNumber('--from', options.from)];
  const report = await runMutations({ seed: options.seed, from, count });
  if (options.json) printJson(report);
  else for (const ending of ENDINGS) console.log(`${String(report.outcomes[ending]).padStart(7)} ${WORDS[ending]}`);
  for (const { mutation, what } of report.broken) {
    console.error(`mutation ${mutation}: ${what}; repeat it with --seed ${options.seed} --from ${mutation} --count 1`);
  }
  if (report.broken.length > 0) process.exitCode = 1;
}

const command = createCommand('fuzz', 'Mutates real models and arrays: each must be refused clearly or give finite numbers.')
  .option('--count <number>', 'how many mutations', '10000')
  .option('--seed <seed>', 'what draws them', '0')
  .option('--from <index>', 'the first mutation, to repeat one of a longer run', '0')
  .option('--json', 'print the counts as one JSON document')
  .action(fuzz);

await runCommand(command);
