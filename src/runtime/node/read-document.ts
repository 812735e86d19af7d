import { resolve } from 'node:path';
import type { TSchema } from 'typebox';
import type { DocumentDefinition, TypeOf } from '../../core/documents/define-document.ts';
import { InputError } from '../../core/input-error.ts';
import { parseDocument } from '../../registry/validator.ts';
import { readTextIfPresent } from './folders.ts';

/**
 * A committed document.
 *
 * @param path within the project's folder `root`
 * @param fix what makes it, for the reader of a fault
 * @throws InputError where it is missing, no JSON, or breaks its schema
 */
export async function readDocument<Schema extends TSchema>(
  root: string,
  path: string,
  definition: DocumentDefinition<Schema>,
  fix: string,
): Promise<TypeOf<Schema>> {
  const text = await readTextIfPresent(resolve(root, path));
  if (text === null) throw new InputError({ path, rule: 'is missing', fix });
  return parseDocument(definition, text, path);
}
