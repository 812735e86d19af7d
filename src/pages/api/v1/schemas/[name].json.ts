import type { APIRoute, GetStaticPaths } from 'astro';
import { listSchemas } from '../../../../views/api-schemas.ts';
import { DOCUMENTS } from '../../../../views/documents.ts';
import { absoluteLink } from '../../../../views/links.ts';

export const getStaticPaths: GetStaticPaths = () => DOCUMENTS.map(({ name }) => ({ params: { name } }));

/** The JSON Schema of a kind of document, as the registry itself validates with it. */
export const GET: APIRoute = ({ params, site }) => {
  const schemas = listSchemas((path) => absoluteLink(path, site));
  return new Response(`${JSON.stringify(schemas.get(params['name']!), null, 1)}\n`);
};
