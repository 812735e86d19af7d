import type { APIRoute, GetStaticPaths } from 'astro';
import { ATLAS_FILES } from '../../../_registry.ts';

export const getStaticPaths: GetStaticPaths = () =>
  [...ATLAS_FILES].map(([volume, document]) => ({ params: { volume }, props: { document } }));

/** One file of the validity atlas, as committed; content/atlas/README.md says what its fields mean. */
export const GET: APIRoute = ({ props }) => new Response(`${JSON.stringify(props['document'])}\n`);
