import type { APIRoute } from 'astro';
import { resultFeed } from './_feed.ts';

/** New results as an Atom feed. */
export const GET: APIRoute = ({ site }) => new Response(resultFeed(site, 'html').atom1());
