import type { APIRoute, GetStaticPaths } from 'astro';
import { publishExperiments, publishVolume } from '../../../../views/atlas-api.ts';
import { ATLAS_FILES, ATLAS_VOLUMES, EXPERIMENTS } from '../../../_registry.ts';

export const getStaticPaths: GetStaticPaths = () =>
  [
    ...[...ATLAS_FILES].map(([metric, document]) => [metric, document] as const),
    ...ATLAS_VOLUMES.map((volume) => [volume.id, publishVolume(volume)] as const),
    ['experiments', publishExperiments(EXPERIMENTS)] as const,
  ].map(([name, document]) => ({ params: { name }, props: { document } }));

/**
 * The validity atlas: a metric's file as committed, or a volume with all metrics, which changes with every metric that is added.
 * content/atlas/README.md says what the fields mean.
 */
export const GET: APIRoute = ({ props }) => new Response(`${JSON.stringify(props['document'])}\n`);
