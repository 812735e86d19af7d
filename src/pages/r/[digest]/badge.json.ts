import type { APIRoute } from 'astro';
import type { Entry } from '../../../views/entry.ts';
import { resultBadge, resultPaths } from '../../_badge.ts';

export const getStaticPaths = resultPaths;

/** The result's badge for shields.io's endpoint. */
export const GET: APIRoute<{ entry: Entry }> = ({ props }) => new Response(`${JSON.stringify(resultBadge(props.entry))}\n`);
