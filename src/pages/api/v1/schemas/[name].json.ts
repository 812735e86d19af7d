import type { APIRoute, GetStaticPaths } from 'astro';
import { SCHEMAS } from '../../../../views/api-schemas.ts';

export const getStaticPaths: GetStaticPaths = () =>
  Object.entries(SCHEMAS).map(([name, schema]) => ({ params: { name }, props: { schema } }));

/** The JSON Schema of a kind of document, as the registry itself validates with it. */
export const GET: APIRoute<{ schema: object }> = ({ props }) => new Response(`${JSON.stringify(props.schema, null, 1)}\n`);
