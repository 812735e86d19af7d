import type { APIRoute } from 'astro';
import { TRACKS } from '../../../suite/tracks/catalogue.ts';
import { listResults } from '../../../views/results-document.ts';
import { absoluteLink } from '../../../views/links.ts';
import { selectBaseCells } from '../../../views/atlas-cells.ts';
import { ATLAS, ENTRIES } from '../../_registry.ts';

/** Every result of the registry in brief; local previews are none of it. */
export const GET: APIRoute = ({ site }) => {
  const published = ENTRIES.filter(({ preview }) => !preview);
  const document = listResults(TRACKS, published, (path) => absoluteLink(path, site), selectBaseCells(ATLAS));
  return new Response(`${JSON.stringify(document, null, 1)}\n`);
};
