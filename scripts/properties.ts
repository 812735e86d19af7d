import { randomInt } from 'node:crypto';
import { InputError } from '../src/core/input-error.ts';
import { createCommand, runCommand } from '../src/runtime/node/command.ts';
import { runFile, toolFile } from './support/tool.ts';

const SEEDS = 2 ** 31;

function parseSeed(text: string | undefined): number {
  if (text === undefined) return randomInt(SEEDS);
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw new InputError({ path: '--seed', rule: `"${text}" is not a seed`, fix: 'give a whole number, for example 1' });
}

async function runProperties({ seed: text }: { readonly seed?: string }): Promise<void> {
  const seed = parseSeed(text);
  const repeat = `npm run properties -- --seed ${seed}`;
  console.log(`property tests with seed ${seed}; repeat with ${repeat}`);
  const { status } = await runFile(toolFile('vitest'), ['run', '--project', 'fast', '--reporter=dot'], {
    show: 'all',
    environment: { PROPERTY_SEED: String(seed) },
  });
  if (status === 0) return;
  console.error(`failed with seed ${seed}; repeat with ${repeat}`);
  process.exitCode = 1;
}

const command = createCommand('properties', 'Runs the fast tests with examples of property tests that no run has drawn before.')
  .option('--seed <number>', 'what draws the examples; without it, a new one that is printed')
  .action(runProperties);

await runCommand(command);
