import type { APIRoute } from 'astro';
import { toAtom } from '../views/result-feed.ts';
import { resultFeed } from './_feed.ts';

/** New results as an Atom feed. */
export const GET: APIRoute = ({ site }) => new Response(toAtom(resultFeed(site)));
