import type { APIRoute, GetStaticPaths } from 'astro';
import { toXml } from '../../views/encode/xml.ts';
import { panelsDrawing } from '../../views/track-panels.ts';
import { panelPaths } from '../_panel-paths.ts';
import type { TrackPanels } from '../_panels.ts';

export const getStaticPaths: GetStaticPaths = panelPaths;

/** Factors, observations and codes of a track's best encoder. */
export const GET: APIRoute<{ title: string; panels: TrackPanels }> = ({ props: { title, panels } }) =>
  new Response(toXml(panelsDrawing(`${title}: ${panels.method}`, panels.planes, panels.quarters)));
