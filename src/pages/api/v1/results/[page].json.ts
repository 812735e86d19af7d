import type { APIRoute, GetStaticPaths } from 'astro';
import { absoluteLink } from '../../../../views/links.ts';
import { indexRows, listResultsPage } from '../../../../views/results-document.ts';
import { BOARDS } from '../../../_boards.ts';
import { SUCCESSORS } from '../../../_registry.ts';
import { RESULT_PAGES } from '../../../_result-pages.ts';

const ROWS = indexRows(BOARDS);

export const getStaticPaths: GetStaticPaths = () => RESULT_PAGES.map((_, i) => ({ params: { page: String(i + 1) } }));

/** Results in the order in which they came, with where they stand on their leaderboard. */
export const GET: APIRoute = ({ params, site }) => {
  const page = Number(params['page']);
  const source = { rows: ROWS, successors: SUCCESSORS, address: (path: string) => absoluteLink(path, site) };
  const document = listResultsPage(RESULT_PAGES[page - 1]!, page, RESULT_PAGES.length, source);
  return new Response(`${JSON.stringify(document, null, 1)}\n`);
};
