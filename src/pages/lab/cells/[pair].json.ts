import type { APIRoute } from 'astro';
import { excerptAtlas } from '../../../evaluation/atlas-excerpt.ts';
import { DGPS } from '../../../suite/dgps/catalogue.ts';
import { GEOMETRIES } from '../../../suite/geometries/catalogue.ts';
import { ATLAS_VOLUMES } from '../../_registry.ts';

/** One file for each DGP with each geometry, so that the lab loads what it shows and no more. */
export function getStaticPaths() {
  return DGPS.flatMap((dgp) =>
    GEOMETRIES.map((geometry) => ({
      params: { pair: `${dgp.id}-${geometry.id}` },
      props: { dgp: dgp.id, geometry: geometry.id },
    })),
  );
}

/** What the atlas holds on a DGP with a geometry. */
export const GET: APIRoute<{ dgp: string; geometry: string }> = ({ props: { dgp, geometry } }) =>
  new Response(`${JSON.stringify(excerptAtlas(ATLAS_VOLUMES, dgp, geometry))}\n`);
