import type { APIRoute } from 'astro';
import { listSearchResults } from '../views/search-results.ts';
import { ENTRIES } from './_registry.ts';

/** Digests of results, fetched where a reader types one. */
export const GET: APIRoute = () => new Response(JSON.stringify(listSearchResults(ENTRIES)));
