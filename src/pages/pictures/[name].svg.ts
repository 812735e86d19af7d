import type { APIRoute, GetStaticPaths } from 'astro';
import { TRACKS } from '../../suite/tracks/catalogue.ts';
import { svgText } from '../../views/svg-text.ts';
import { panelsDrawing } from '../../views/track-panels.ts';
import { trackPanels, type TrackPanels } from '../_panels.ts';

export const getStaticPaths: GetStaticPaths = async () => {
  const paths = [];
  for (const track of TRACKS) {
    const panels = await trackPanels(track);
    if (panels) paths.push({ params: { name: track.id }, props: { title: track.title, panels } });
  }
  return paths;
};

/** Factors, observations and codes of a track's best encoder. */
export const GET: APIRoute<{ title: string; panels: TrackPanels }> = ({ props: { title, panels } }) =>
  new Response(svgText(panelsDrawing(`${title}: ${panels.method}`, panels.planes, panels.quarters)));
