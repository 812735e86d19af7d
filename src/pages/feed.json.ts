import type { APIRoute } from 'astro';
import { resultFeed } from './_feed.ts';

/** New results as a JSON Feed. */
export const GET: APIRoute = ({ site }) => new Response(resultFeed(site, 'plain').json1());
