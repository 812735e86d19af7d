import type { APIRoute, GetStaticPaths } from 'astro';
import { panelsCsv } from '../../views/track-panels.ts';
import { panelPaths } from '../_panel-paths.ts';
import type { TrackPanels } from '../_panels.ts';

export const getStaticPaths: GetStaticPaths = panelPaths;

/** The points behind a track's panels. */
export const GET: APIRoute<{ panels: TrackPanels }> = ({ props: { panels } }) =>
  new Response(panelsCsv(panels.planes, panels.quarters, ['z1', 'z2', 'x1', 'x2', 'code_of_z1', 'code_of_z2']));
