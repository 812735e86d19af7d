import { Command, CommanderError } from 'commander';
import { InputError } from '../../core/input-error.ts';
import { refuseUnused } from './command-modes.ts';

const INPUT_EXIT_CODE = 1;
const INTERNAL_EXIT_CODE = 2;

/** A command with the project's conventions: help on request, faults of the command line count as bad input. */
export function createCommand(name: string, description: string): Command {
  return new Command(name).description(description).exitOverride();
}

/**
 * Parses the process's arguments and runs the command's action, unless something was given that the command would not use.
 *
 * Exit codes: 0 done, 1 bad input (one line per fault on stderr), 2 an internal failure (with its stack).
 */
export async function runCommand(command: Command): Promise<void> {
  refuseUnused(command);
  try {
    await command.parseAsync();
  } catch (error) {
    process.exitCode = reportFailure(error);
  }
}

function reportFailure(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : INPUT_EXIT_CODE;
  if (error instanceof InputError) {
    console.error(error.message);
    return INPUT_EXIT_CODE;
  }
  console.error(error instanceof Error ? (error.stack ?? error.message) : error);
  return INTERNAL_EXIT_CODE;
}

/** Writes one JSON document to stdout. */
export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 1)}\n`);
}
