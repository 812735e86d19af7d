import type { APIRoute, GetStaticPaths } from 'astro';
import type { Addendum } from '../../../registry/addendum.ts';
import { permalinkDigest } from '../../../registry/digest.ts';
import { ADDENDA } from '../../_registry.ts';

export const getStaticPaths: GetStaticPaths = () =>
  [...ADDENDA]
    .filter(([, addenda]) => addenda.length > 0)
    .map(([digest, addenda]) => ({ params: { digest: permalinkDigest(digest) }, props: { addenda } }));

/** What was added to a record, each addendum as it stands in the registry. */
export const GET: APIRoute<{ addenda: readonly Addendum[] }> = ({ props }) =>
  new Response(`${JSON.stringify(props.addenda, null, 1)}\n`);
