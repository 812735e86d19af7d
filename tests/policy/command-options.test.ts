import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Command, Option } from 'commander';
import { describe, expect, it, vi } from 'vitest';
import { InputError } from '../../src/core/input-error.ts';
import { listModes, refuseUnused, setModes, type Mode } from '../../src/runtime/node/command-modes.ts';
import { createCommand, runCommand } from '../../src/runtime/node/command.ts';

vi.mock(import('../../src/runtime/node/command.ts'), async (original) => ({ ...(await original()), runCommand: vi.fn() }));

/** Every command of the project, as its script builds it and without the work that it does. */
async function loadCommands(): Promise<[string, Command][]> {
  const scripts = globSync('scripts/*.ts').filter((file) => /await runCommand\(/.test(readFileSync(file, 'utf8')));
  const commands: [string, Command][] = [];
  for (const file of scripts.toSorted()) {
    vi.mocked(runCommand).mockClear();
    await import(`../../${file}`);
    const [command] = vi.mocked(runCommand).mock.calls[0]!;
    refuseUnused(command);
    commands.push([basename(file, '.ts'), command]);
  }
  return commands;
}

const commands = await loadCommands();
const nameOf = (option: Option): string => option.name();
const typed = (option: Option): string[] => (option.required || option.optional ? [option.long!, '1'] : [option.long!]);
const optionOf = (command: Command, name: string): Option => command.options.find((option) => nameOf(option) === name)!;

/** Arguments that ask for a mode, and what the command needs besides. */
function asking(command: Command, { askedBy, operands }: Mode): string[] {
  const trigger = operands !== undefined ? [operands[0]!] : askedBy !== undefined ? typed(optionOf(command, askedBy[0]!)) : [];
  return [...trigger, ...command.options.filter(({ mandatory }) => mandatory).flatMap(typed)];
}

/** What the command says to its arguments; “ran” where it would have acted. */
async function answer(command: Command, parameters: readonly string[]): Promise<string> {
  // Commander keeps what one command line gave for the next.
  const fresh = createCommand(command.name(), '').configureOutput({ writeErr: () => {} });
  for (const argument of command.registeredArguments) fresh.addArgument(argument);
  for (const option of command.options) fresh.addOption(option);
  setModes(fresh, listModes(command));
  refuseUnused(fresh);
  let ran = false;
  fresh.action(() => void (ran = true));
  try {
    await fresh.parseAsync(parameters, { from: 'user' });
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
  return ran ? 'ran' : 'nothing';
}

const withModes = commands.filter(([, command]) => listModes(command).length > 0);
const cases = withModes.flatMap(([name, command]) =>
  listModes(command).map((mode): [string, string, Command, Mode] => [name, mode.name, command, mode]),
);

it('finds the commands', () => expect(commands.length).toBeGreaterThan(20));

describe.each(withModes)('%s', (_, command) => {
  it('has modes that read every option, and no others', () => {
    const read = new Set(listModes(command).flatMap(({ askedBy = [], reads }) => [...askedBy, ...reads]));
    expect([...read].toSorted()).toEqual(command.options.map(nameOf).toSorted());
  });
});

describe.each(cases)('%s %s', (_, __, command, mode) => {
  // Where nothing asks for this mode, an option that asks for another gets that one.
  const isLast = mode.askedBy === undefined && mode.operands === undefined;
  const others = isLast ? listModes(command).flatMap(({ askedBy = [] }) => askedBy) : [];
  const read = [...(mode.askedBy ?? []), ...mode.reads, ...others];
  const base = asking(command, mode);

  it('takes every option that it reads', async () => {
    for (const option of command.options.filter((other) => mode.reads.includes(nameOf(other)) && !base.includes(other.long!)))
      expect(await answer(command, [...base, ...typed(option)]), option.long).toBe('ran');
  });

  it('refuses every other, in one line that names it or what does not go with it', async () => {
    for (const option of command.options.filter((other) => !read.includes(nameOf(other)))) {
      const said = await answer(command, [...base, ...typed(option)]);
      expect(said, option.long).toMatch(/^\S+: is not used [^\n]+; leave it out; it is read [^\n]+$/);
    }
  });
});

describe.each(commands)('%s', (_, command) => {
  it('refuses an option that is given twice', async () => {
    for (const option of command.options) {
      const said = await answer(command, [
        ...command.options.filter((other) => other.mandatory && other !== option).flatMap(typed),
        ...command.registeredArguments.filter(({ required }) => required).map(() => '1'),
        ...typed(option),
        ...typed(option),
      ]);
      expect(said, option.long).toContain(`${option.long}: is given more than once; give it once`);
    }
  });
});
