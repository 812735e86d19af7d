import type { APIRoute } from 'astro';
import icon from '../layouts/favicon.svg?raw';
import { renderPng } from '../runtime/node/render-png.ts';

/** The site's icon: as pixels, since browsers ask for it again whenever a page notes its state in the address, and drawing vectors takes them long. */
export const GET: APIRoute = async () => new Response(Buffer.from(await renderPng(icon)));
