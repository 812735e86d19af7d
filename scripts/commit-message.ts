import { readFile } from 'node:fs/promises';
import { InputError } from '../src/core/input-error.ts';
import { createCommand, runCommand } from '../src/runtime/node/command.ts';
import { messageFaults } from './support/commit-message.ts';

async function check(file: string): Promise<void> {
  const faults = messageFaults(await readFile(file, 'utf8'));
  if (faults.length > 0) throw new InputError(...faults);
}

const command = createCommand('commit-message', 'Checks the form of a commit’s message: "scope: imperative", 72 characters.')
  .argument('<file>', 'file that holds the message')
  .action(check);

await runCommand(command);
