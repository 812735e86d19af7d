import type { APIRoute } from 'astro';
import { absoluteLink } from '../../../views/links.ts';
import { listResults } from '../../../views/results-document.ts';
import { BOARDS } from '../../_boards.ts';
import { RESULT_PAGES } from '../../_result-pages.ts';

/** Where every result of the registry is listed; local previews are none of it. */
export const GET: APIRoute = ({ site }) => {
  const document = listResults(RESULT_PAGES, BOARDS, (path) => absoluteLink(path, site));
  return new Response(`${JSON.stringify(document, null, 1)}\n`);
};
