import { publicSchema } from '../core/documents/public-schema.ts';
import { DOCUMENTS } from './documents.ts';
import resultsPageSchema from './schemas/results-page.schema.json' with { type: 'json' };
import resultsSchema from './schemas/results.schema.json' with { type: 'json' };

/** Schemas of the documents that the site serves, by name below `/api/v1/schemas/`. */
export const SCHEMAS: Readonly<Record<string, object>> = {
  ...Object.fromEntries(DOCUMENTS.map((definition) => [definition.name, publicSchema(definition)])),
  results: resultsSchema,
  'results-page': resultsPageSchema,
};
