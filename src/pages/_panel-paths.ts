import { TRACKS } from '../suite/tracks/catalogue.ts';
import { trackPanels } from './_panels.ts';

/** The tracks whose mixing is drawn, with what is drawn. */
export async function panelPaths() {
  const paths = [];
  for (const track of TRACKS) {
    const panels = await trackPanels(track);
    if (panels) paths.push({ params: { name: track.id }, props: { title: track.title, panels } });
  }
  return paths;
}
