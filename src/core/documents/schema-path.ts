/** Folder of the site, and of `content`, that holds the schemas. */
export const SCHEMA_FOLDER = 'api/v1/schemas';

/** Address of a schema below the root of the site. */
export function schemaPath(name: string): string {
  return `${SCHEMA_FOLDER}/${name}.json`;
}

/** The field by which a file of `content` names its schema, for editors and readers of a clone. @param depth folders between `content` and the file */
export function fileSchema(name: string, depth: number): { readonly $schema: string } {
  return { $schema: `${'../'.repeat(depth)}${schemaPath(name)}` };
}
