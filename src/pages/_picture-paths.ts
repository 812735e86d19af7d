import { permalinkDigest } from '../registry/digest.ts';
import { findTrack } from '../suite/tracks/catalogue.ts';
import { ENTRIES } from './_registry.ts';
import { codesViews } from './_samples.ts';

/** The results whose codes are drawn, with what is drawn. */
export async function picturePaths() {
  const paths = [];
  for (const entry of ENTRIES) {
    const views = await codesViews(entry);
    if (Object.keys(views).length === 0) continue;
    const { record, submission } = entry;
    const digest = permalinkDigest(record.result_digest);
    const title = `${submission.title} on ${findTrack(record.measured.track.id).title}, Custodes result ${digest}`;
    paths.push({ params: { digest }, props: { title, views } });
  }
  return paths;
}
