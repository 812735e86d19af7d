import { createCommand, runCommand } from '../src/runtime/node/command.ts';
import { runGit } from './support/run-git.ts';
import { runFile, toolFile } from './support/tool.ts';

const LINTED = /\.(?:ts|js|mjs|astro)$/;

async function checkStaged(): Promise<void> {
  const listing = await runGit(['diff', '--cached', '--name-only', '--diff-filter=ACMR', '-z']);
  const files = listing.split('\0').filter((path) => path !== '');
  const linted = files.filter((path) => LINTED.test(path));
  const checks: [string, string[]][] = [];
  if (files.length > 0) checks.push([toolFile('prettier'), ['--check', '--log-level=warn', '--ignore-unknown', ...files]]);
  if (linted.length > 0) checks.push([toolFile('eslint'), ['--max-warnings=0', '--no-warn-ignored', ...linted]]);
  for (const [file, parameters] of checks) {
    const { status } = await runFile(file, parameters, { show: 'all' });
    if (status !== 0) process.exitCode = 1;
  }
}

const command = createCommand('staged', 'Checks format and lint of the files that are about to be committed.').action(
  checkStaged,
);

await runCommand(command);
