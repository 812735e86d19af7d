import { readFileSync } from 'node:fs';
import type { APIRoute, GetStaticPaths } from 'astro';
import { MODEL_FILES } from '../_registry.ts';

export const getStaticPaths: GetStaticPaths = () =>
  [...MODEL_FILES].map(([sha256, path]) => ({ params: { sha256 }, props: { path } }));

/** A model under its digest, for reruns. */
export const GET: APIRoute<{ path: string }> = ({ props }) => new Response(readFileSync(props.path));
