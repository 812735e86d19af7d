import { getCollection } from 'astro:content';
import type { APIRoute } from 'astro';
import { collectDocuments, createSearchIndex } from '../views/search-index.ts';
import { SUBMISSIONS } from './_registry.ts';

/** The index that the search loads when a reader begins to type. */
export const GET: APIRoute = async () => {
  const metrics = (await getCollection('metrics')).map(({ id, data, body = '' }) => ({ id, summary: data.summary, body }));
  const tracks = (await getCollection('tracks')).map(({ id, data, body = '' }) => ({ id, summary: data.summary, body }));
  const docs = (await getCollection('docs')).map(({ id, data, body = '' }) => ({ id, ...data, body }));
  return new Response(createSearchIndex(collectDocuments({ metrics, tracks, docs }, SUBMISSIONS)));
};
