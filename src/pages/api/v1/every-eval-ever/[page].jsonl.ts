import type { APIRoute, GetStaticPaths } from 'astro';
import { toEveryEvalEver } from '../../../../views/every-eval-ever.ts';
import { absoluteLink } from '../../../../views/links.ts';
import { RESULT_PAGES } from '../../../_result-pages.ts';

export const getStaticPaths: GetStaticPaths = () => RESULT_PAGES.map((_, i) => ({ params: { page: String(i + 1) } }));

/** The results of a page of the listing in the interchange schema of Every Eval Ever, one document a line. */
export const GET: APIRoute = ({ params, site }) => {
  const documents = RESULT_PAGES[Number(params['page']) - 1]!.flatMap(
    (published) => toEveryEvalEver(published, (path) => absoluteLink(path, site)) ?? [],
  );
  return new Response(documents.map((document) => `${JSON.stringify(document)}\n`).join(''));
};
