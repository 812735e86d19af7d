import type { APIRoute } from 'astro';
import { toJsonFeed } from '../views/result-feed.ts';
import { resultFeed } from './_feed.ts';

/** New results as a JSON Feed. */
export const GET: APIRoute = ({ site }) => new Response(toJsonFeed(resultFeed(site)));
