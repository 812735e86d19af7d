import type { APIRoute } from 'astro';
import { createAdvisorData } from '../../../views/advisor-cells.ts';
import { ATLAS_VOLUMES } from '../../_registry.ts';

/** What the advisor weighs: cells of the atlas, with what each equivalence class asks of a score there. */
export const GET: APIRoute = () => new Response(`${JSON.stringify(createAdvisorData(ATLAS_VOLUMES))}\n`);
