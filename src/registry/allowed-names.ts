import { allowedNames } from './documents/allowed-names.ts';
import { createValidator } from './validator.ts';

const namesDocument = createValidator(allowedNames.schema);

/** Reads `content/allowed-names.json`: names that may resemble another owner's. @throws InputError where it breaks its schema */
export function parseAllowedNames(text: string, path: string): ReadonlySet<string> {
  return new Set(namesDocument.parse(text, path).names);
}
