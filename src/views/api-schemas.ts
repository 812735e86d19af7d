import { publicSchema } from '../core/documents/public-schema.ts';
import { schemaPath } from '../core/documents/schema-path.ts';
import { DOCUMENTS } from './documents.ts';
import type { Address } from './served-document.ts';

/** Schemas that the site serves, by name below `/api/v1/schemas/`, each with its address for identifier. */
export function listSchemas(address: Address): ReadonlyMap<string, object> {
  return new Map(
    DOCUMENTS.map((definition) => [definition.name, publicSchema(definition, address(schemaPath(definition.name)))]),
  );
}
