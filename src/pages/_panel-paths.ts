import { TRACKS } from '../suite/tracks/catalogue.ts';
import { dictionaryCsv, dictionaryDrawing } from '../views/dictionary-panels.ts';
import { toXml } from '../views/encode/xml.ts';
import { panelsCsv, panelsDrawing } from '../views/track-panels.ts';
import { trackDictionary } from './_dictionary.ts';
import { trackPanels } from './_panels.ts';

/** The panels of a track as files of their own. */
export type PanelFiles = Readonly<Record<'svg' | 'csv', string>>;

const PLANE_NAMES = ['z1', 'z2', 'x1', 'x2', 'code_of_z1', 'code_of_z2'];

/** The tracks that have panels, with the files of what is drawn. */
export async function panelPaths() {
  const paths: { params: { name: string }; props: PanelFiles }[] = [];
  for (const track of TRACKS) {
    const panels = await trackPanels(track);
    const dictionary = await trackDictionary(track);
    const params = { name: track.id };
    if (panels) {
      const { planes, quarters, method } = panels;
      const svg = toXml(panelsDrawing(`${track.title}: ${method}`, planes, quarters));
      paths.push({ params, props: { svg, csv: panelsCsv(planes, quarters, PLANE_NAMES) } });
    } else if (dictionary) {
      const { view, method } = dictionary;
      const svg = toXml(dictionaryDrawing(`${track.title}: ${method}`, view));
      paths.push({ params, props: { svg, csv: dictionaryCsv(view) } });
    }
  }
  return paths;
}
