import type { Command } from 'commander';
import { InputError, type Fault } from '../../core/input-error.ts';

/** One way in which a command works: what asks for it, and what it reads of the command line. */
export interface Mode {
  /** How a sentence names it: “with --check”, “for growth”. */
  readonly name: string;
  /** Options, any of which asks for it: long names without dashes. */
  readonly askedBy?: readonly string[];
  /** First operands that ask for it. Where neither is given, everything does: such a mode comes last. */
  readonly operands?: readonly string[];
  /** Options that it reads besides those that ask for it, as long names without dashes. */
  readonly reads: readonly string[];
  /** It reads no operands, although the command has some. */
  readonly withoutOperands?: true;
}

const modesOf = new WeakMap<Command, readonly Mode[]>();

/** Lets each way of a command refuse the options of the others. The first mode that is asked for is taken. */
export function setModes(command: Command, modes: readonly Mode[]): Command {
  modesOf.set(command, modes);
  return command;
}

/** Modes of a command, none where all options are always read. */
export function listModes(command: Command): readonly Mode[] {
  return modesOf.get(command) ?? [];
}

function isAsked({ askedBy, operands }: Mode, given: ReadonlyMap<string, number>, [first]: readonly string[]): boolean {
  if (askedBy === undefined && operands === undefined) return true;
  return (askedBy ?? []).some((name) => given.has(name)) || (first !== undefined && (operands ?? []).includes(first));
}

const readsOption = ({ askedBy, reads }: Mode, name: string): boolean => reads.includes(name) || (askedBy ?? []).includes(name);

function unusedFaults(modes: readonly Mode[], given: ReadonlyMap<string, number>, operands: readonly string[]): Fault[] {
  const mode = modes.find((candidate) => isAsked(candidate, given, operands));
  if (mode === undefined) return [];
  const ways = (readers: readonly Mode[]) => readers.map(({ name }) => name).join(', or ');
  const faultOf = (path: string, readers: readonly Mode[]) => ({
    path,
    rule: `is not used ${mode.name}`,
    fix: `leave it out; it is read ${ways(readers)}`,
  });
  const ofOptions = [...given.keys()]
    .filter((name) => !readsOption(mode, name))
    .map((name) =>
      faultOf(
        `--${name}`,
        modes.filter((other) => readsOption(other, name)),
      ),
    );
  if (!mode.withoutOperands || operands.length === 0) return ofOptions;
  return [
    faultOf(
      operands[0]!,
      modes.filter((other) => !other.withoutOperands),
    ),
    ...ofOptions,
  ];
}

/**
 * Refuses, before a command acts, what it would not use: options of another mode, and an option that is given twice, whose first value would be
 * lost. Commander itself refuses unknown options and further operands.
 */
export function refuseUnused(command: Command): void {
  const given = new Map<string, number>();
  for (const option of command.options)
    command.on(`option:${option.name()}`, () => void given.set(option.name(), (given.get(option.name()) ?? 0) + 1));
  command.hook('preAction', () => {
    const twice = [...given].filter(([, count]) => count > 1);
    const faults = [
      ...twice.map(([name]) => ({ path: `--${name}`, rule: 'is given more than once', fix: 'give it once' })),
      ...unusedFaults(listModes(command), given, command.args),
    ];
    if (faults.length > 0) throw new InputError(...faults);
  });
  command.commands.forEach(refuseUnused);
}
