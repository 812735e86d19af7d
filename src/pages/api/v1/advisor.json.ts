import type { APIRoute } from 'astro';
import { absoluteLink } from '../../../views/links.ts';
import { createAdvisorData } from '../../../views/advisor-cells.ts';
import type { AdvisorDocument } from '../../../views/documents/advisor.ts';
import { namesSchema } from '../../../views/served-document.ts';
import { ATLAS_VOLUMES } from '../../_registry.ts';

/** What the advisor weighs: cells of the atlas, with what each equivalence class asks of a score there. */
export const GET: APIRoute = ({ site }) => {
  const document: AdvisorDocument = {
    ...namesSchema('advisor', (path) => absoluteLink(path, site)),
    schema: 'custodes/advisor/1',
    ...createAdvisorData(ATLAS_VOLUMES),
  };
  return new Response(`${JSON.stringify(document)}\n`);
};
