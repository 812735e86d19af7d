import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { requireBoard } from '../../src/boards/catalogue.ts';
import { InputError } from '../../src/core/input-error.ts';
import { submissionDocument } from '../../src/registry/documents.ts';
import { MANIFEST_NAME } from '../../src/registry/manifest-name.ts';
import { exampleManifest, nextSteps } from '../../src/registry/submission-scaffold.ts';
import { FOLDERS } from '../../src/runtime/node/folders.ts';
import { writeFileAtomically } from '../../src/runtime/node/write-file.ts';
import { findTrack } from '../../src/suite/tracks/catalogue.ts';

const INDENT = 2;

/** Writes the folder of a new submission. @param trackId the track to start with */
export async function writeSubmission(slug: string, trackId: string): Promise<{ folder: string; files: string[] }> {
  const { track } = requireBoard(findTrack(trackId).id);
  const folder = `${FOLDERS.submissions}/${slug}`;
  const manifest = submissionDocument.check(exampleManifest(slug, track), slug);
  if (existsSync(folder)) {
    throw new InputError({
      path: folder,
      rule: 'is taken',
      fix: 'choose another name, or add a new version folder to it by hand',
    });
  }
  const version = join(folder, manifest.version);
  const files = { [MANIFEST_NAME]: `${JSON.stringify(manifest, null, INDENT)}\n`, 'README.md': nextSteps(slug, track) };
  for (const [name, content] of Object.entries(files)) await writeFileAtomically(join(version, name), content);
  return { folder: `${folder}/${manifest.version}`, files: Object.keys(files) };
}
