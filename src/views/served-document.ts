import { schemaPath } from '../core/documents/schema-path.ts';

/** Completes a path within the site by scheme and host. */
export type Address = (path: string) => string;

/** The field by which a served document names its schema. @param name as in its format: `custodes/<name>/<version>` */
export function namesSchema(name: string, address: Address): { readonly $schema: string } {
  return { $schema: address(schemaPath(name)) };
}
