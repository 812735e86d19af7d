import type { Validator } from './validator.ts';

/** Reads a file of one document a line. @throws InputError that names the line which breaks the schema */
export function parseJsonLines<T>(validator: Validator<T>, text: string, path: string): T[] {
  return text.split('\n').flatMap((line, position) => {
    return line === '' ? [] : [validator.parse(line, `${path}, line ${position + 1}`)];
  });
}
