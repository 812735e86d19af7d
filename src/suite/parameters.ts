import { InputError, type Fault } from '../core/input-error.ts';

/** A named number of a DGP or geometry. */
export interface NumberParameter {
  readonly type: 'real' | 'integer';
  readonly name: string;
  /** One sentence for people. */
  readonly description: string;
  readonly default: number;
  /** Smallest value, itself allowed. */
  readonly minimum?: number;
  /** Largest value, itself allowed. */
  readonly maximum?: number;
  /** Bound that the value must exceed. */
  readonly above?: number;
  /** Bound that the value must stay under. */
  readonly below?: number;
}

/** A named choice among a few words. */
export interface ChoiceParameter {
  readonly type: 'choice';
  readonly name: string;
  readonly description: string;
  readonly default: string;
  readonly choices: readonly string[];
}

export type Parameter = NumberParameter | ChoiceParameter;

/** Values by parameter name. */
export type ParameterValues = Readonly<Record<string, number | string>>;

/** The allowed values in words, for messages and pages. */
export function describeRange(parameter: Parameter): string {
  if (parameter.type === 'choice') return `one of ${parameter.choices.join(', ')}`;
  const { minimum, maximum, above, below } = parameter;
  const bounds = [
    minimum === undefined ? [] : [`at least ${minimum}`],
    above === undefined ? [] : [`above ${above}`],
    maximum === undefined ? [] : [`at most ${maximum}`],
    below === undefined ? [] : [`below ${below}`],
  ].flat();
  const kind = parameter.type === 'integer' ? 'a whole number' : 'a number';
  return bounds.length === 0 ? kind : `${kind} ${bounds.join(' and ')}`;
}

function isAllowed(parameter: Parameter, value: number | string): boolean {
  if (parameter.type === 'choice') return typeof value === 'string' && parameter.choices.includes(value);
  if (typeof value !== 'number' || !Number.isFinite(value)) return false;
  if (parameter.type === 'integer' && !Number.isInteger(value)) return false;
  const { minimum = -Infinity, maximum = Infinity, above = -Infinity, below = Infinity } = parameter;
  return value >= minimum && value <= maximum && value > above && value < below;
}

/** Faults of the values given for `parameters`; names that are not among them are left to the caller. */
export function findParameterFaults(parameters: readonly Parameter[], given: ParameterValues): Fault[] {
  return parameters.flatMap((parameter) => {
    const value = given[parameter.name];
    if (value === undefined || isAllowed(parameter, value)) return [];
    return [{ path: parameter.name, rule: `is ${value}`, fix: `give ${describeRange(parameter)}` }];
  });
}

/** The values given, with defaults for the others, in the order of `parameters`. Nothing else is kept. */
export function withDefaults(parameters: readonly Parameter[], given: ParameterValues): ParameterValues {
  return Object.fromEntries(parameters.map((parameter) => [parameter.name, given[parameter.name] ?? parameter.default]));
}

/** A value that is known to be a number. @throws TypeError where the caller forgot the defaults */
export function numberOf(values: ParameterValues, name: string): number {
  const value = values[name];
  if (typeof value !== 'number') throw new TypeError(`Parameter ${name} is missing: fill in the defaults first.`);
  return value;
}

/** @throws InputError where there is any fault */
export function throwFaults(faults: readonly Fault[]): void {
  if (faults.length > 0) throw new InputError(...faults);
}
