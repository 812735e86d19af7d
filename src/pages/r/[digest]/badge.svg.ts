import type { APIRoute } from 'astro';
import { badgeSvg } from '../../../views/encode/badge-svg.ts';
import type { Entry } from '../../../views/entry.ts';
import { resultBadge, resultPaths } from '../../_badge.ts';

export const getStaticPaths = resultPaths;

/** The result's badge as a picture. */
export const GET: APIRoute<{ entry: Entry }> = ({ props }) => new Response(badgeSvg(resultBadge(props.entry)));
