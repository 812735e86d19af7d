/** Folder of the site, and of `content`, that holds the schemas. */
export const SCHEMA_FOLDER = 'api/v1/schemas';

/** Address of a schema below the root of the site. */
export function schemaPath(name: string): string {
  return `${SCHEMA_FOLDER}/${name}.json`;
}
