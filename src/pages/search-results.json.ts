import type { APIRoute } from 'astro';
import { absoluteLink } from '../views/links.ts';
import { listSearchResults } from '../views/search-results.ts';
import { ENTRIES } from './_registry.ts';

/** Digests of results, fetched where a reader types one. */
export const GET: APIRoute = ({ site }) =>
  new Response(`${JSON.stringify(listSearchResults(ENTRIES, (path) => absoluteLink(path, site)))}\n`);
