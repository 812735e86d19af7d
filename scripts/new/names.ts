import { InputError } from '../../src/core/input-error.ts';
import { variableName } from '../lists/generated-list.ts';

/** Words that cannot be the name of a variable in a module. */
const RESERVED = new Set(
  [
    'arguments await break case catch class const continue debugger default delete do else enum eval export extends false finally',
    'for function if implements import in instanceof interface let new null package private protected public return static super',
    'switch this throw true try typeof undefined var void while with yield',
  ].flatMap((line) => line.split(' ')),
);
/** Windows keeps these for devices. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)$/;
const LONGEST = 40;

/** How the names of a kind are written. */
export interface NameRule {
  readonly pattern: RegExp;
  /** In words, with an example. */
  readonly words: string;
}

/**
 * Refuses a name that could not be a folder, a variable and an address at once, or that is taken.
 *
 * @param option as typed, for the message
 * @param taken all names of the kind, and whatever else stands where its folders are
 */
export function checkName(option: string, name: string, { pattern, words }: NameRule, taken: readonly string[]): void {
  const refuse = (rule: string, fix: string) => new InputError({ path: option, rule, fix });
  const quoted = JSON.stringify(name.length > LONGEST ? `${name.slice(0, LONGEST)}…` : name);
  if (name.length > LONGEST) throw refuse(`${quoted} has more than ${LONGEST} characters`, 'choose a shorter name');
  if (!pattern.test(name)) throw refuse(`${quoted} is not a name`, `give ${words}`);
  const variable = variableName(name);
  if (RESERVED.has(variable) || variable in {} || DEVICE.test(name))
    throw refuse(`${quoted} is a reserved word`, 'choose another name');
  const rival = taken.find((other) => other === name || variableName(other) === variable);
  if (rival !== undefined)
    throw refuse(
      rival === name ? `${quoted} is taken` : `${quoted} cannot be told from "${rival}" in code`,
      'choose another name',
    );
}
