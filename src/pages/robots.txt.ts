import type { APIRoute } from 'astro';
import { absoluteLink } from '../views/links.ts';

/** Everything may be read by machines. */
export const GET: APIRoute = ({ site }) =>
  new Response(`User-agent: *\nAllow: /\n\nSitemap: ${absoluteLink('sitemap-index.xml', site)}\n`);
