import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ModelFile, Submission } from '../../../src/registry/submission.ts';

/** A submission of codes without the encoder that made them: reported, picked among several. */
const CODES_SLUG = 'codes-alone';
export const CODES_TITLE = 'Codes alone';
export const CODES_PICKED_OF = 20;

const CODES_FOLDER = 'submissions/permuted-codes/1';

/** Writes the submission below a folder of guests, with codes of another one for the first instance. */
export function writeCodesSubmission(guests: string): string {
  const folder = join(guests, CODES_SLUG, '1');
  mkdirSync(folder, { recursive: true });
  // The frozen manifest still says which reference row it is: that is the registry's to say.
  const { baseline: _, ...base } = JSON.parse(readFileSync(join(CODES_FOLDER, 'submission.json'), 'utf8')) as Submission & {
    baseline: string;
  };
  const [entry] = base.tracks;
  const codes = entry!.models.main['0']!['0']! as ModelFile;
  copyFileSync(join(CODES_FOLDER, codes.file), join(folder, codes.file));
  const manifest: Submission = {
    ...base,
    slug: CODES_SLUG,
    title: CODES_TITLE,
    supervision: 'none',
    selection: { of: CODES_PICKED_OF, by: 'nothing: for tests' },
    tracks: [{ track: entry!.track, kind: 'codes', models: { main: { '0': { '0': codes } } } }],
  };
  writeFileSync(join(folder, 'submission.json'), JSON.stringify(manifest));
  return folder;
}
