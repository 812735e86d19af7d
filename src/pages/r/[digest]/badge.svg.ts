import { makeBadge } from 'badge-maker';
import type { APIRoute } from 'astro';
import type { Entry } from '../../../views/entry.ts';
import { resultBadge, resultPaths } from '../../_badge.ts';

export const getStaticPaths = resultPaths;

/** The result's badge as a picture. */
export const GET: APIRoute<{ entry: Entry }> = ({ props }) => {
  const { label, message, color } = resultBadge(props.entry);
  return new Response(makeBadge({ label, message, color }));
};
