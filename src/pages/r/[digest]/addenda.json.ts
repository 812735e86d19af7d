import type { APIRoute, GetStaticPaths } from 'astro';
import type { Addendum } from '../../../registry/addendum.ts';
import { permalinkDigest } from '../../../registry/digest.ts';
import type { AddendaDocument } from '../../../views/documents/addenda.ts';
import { absoluteLink } from '../../../views/links.ts';
import { namesSchema } from '../../../views/served-document.ts';
import { ADDENDA } from '../../_registry.ts';

export const getStaticPaths: GetStaticPaths = () =>
  [...ADDENDA]
    .filter(([, addenda]) => addenda.length > 0)
    .map(([digest, addenda]) => ({ params: { digest: permalinkDigest(digest) }, props: { addenda } }));

/** What was added to a record, each addendum as it stands in the registry. */
export const GET: APIRoute<{ addenda: readonly Addendum[] }> = ({ props, site }) => {
  const document: AddendaDocument = {
    ...namesSchema('addenda', (path) => absoluteLink(path, site)),
    schema: 'custodes/addenda/1',
    addenda: props.addenda,
  };
  return new Response(`${JSON.stringify(document, null, 1)}\n`);
};
