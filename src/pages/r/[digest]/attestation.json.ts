import type { APIRoute, GetStaticPaths } from 'astro';
import { ATTESTATIONS, ENTRIES } from '../../_registry.ts';
import { permalinkDigest } from '../../../registry/digest.ts';

export const getStaticPaths: GetStaticPaths = () =>
  ENTRIES.flatMap(({ record }) => {
    const digest = permalinkDigest(record.result_digest);
    const bundle = ATTESTATIONS.get(digest);
    return bundle === undefined ? [] : [{ params: { digest }, props: { bundle } }];
  });

/** The attestation's bundle as the recorder left it. */
export const GET: APIRoute<{ bundle: Uint8Array }> = ({ props }) => new Response(Buffer.from(props.bundle));
