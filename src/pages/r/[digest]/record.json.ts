import type { APIRoute, GetStaticPaths } from 'astro';
import { recordText } from '../../../registry/make-record.ts';
import type { ResultRecord } from '../../../registry/record.ts';
import { permalinkDigest } from '../../../registry/digest.ts';
import { withoutAddenda } from '../../../registry/addendum.ts';
import { ADDENDA, ENTRIES } from '../../_registry.ts';

export const getStaticPaths: GetStaticPaths = () =>
  ENTRIES.map(({ record }) => ({ params: { digest: permalinkDigest(record.result_digest) }, props: { record } }));

/** The record as it stands in the registry, byte for byte. */
export const GET: APIRoute<{ record: ResultRecord }> = ({ props }) =>
  new Response(recordText(withoutAddenda(props.record, ADDENDA.get(props.record.result_digest)!)));
