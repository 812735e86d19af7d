import { InputError } from '../../src/core/input-error.ts';

/** @throws InputError unless the text is a whole number above 0 */
export function parseCount(option: string, text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value > 0) return value;
  throw new InputError({ path: option, rule: `"${text}" is no count`, fix: 'give a whole number above 0' });
}
