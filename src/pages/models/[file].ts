import { readFileSync } from 'node:fs';
import { extname } from 'node:path';
import type { APIRoute, GetStaticPaths } from 'astro';
import { ARTEFACTS } from '../_registry.ts';

export const getStaticPaths: GetStaticPaths = () =>
  [...ARTEFACTS].map(([sha256, path]) => ({ params: { file: `${sha256}${extname(path)}` }, props: { path } }));

/** A model, or supplied codes, under the digest: for reruns. */
export const GET: APIRoute<{ path: string }> = ({ props }) => new Response(readFileSync(props.path));
