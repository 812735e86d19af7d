import { BOARDS, requireBoard } from '../src/boards/catalogue.ts';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { InputError } from '../src/core/input-error.ts';
import { submissionDocument } from '../src/registry/documents.ts';
import { MANIFEST_NAME } from '../src/registry/manifest-name.ts';
import { createCommand, printJson, runCommand } from '../src/runtime/node/command.ts';
import { FOLDERS } from '../src/runtime/node/folders.ts';
import { exampleManifest, nextSteps } from '../src/registry/submission-scaffold.ts';
import { writeFileAtomically } from '../src/runtime/node/write-file.ts';
import { findTrack } from '../src/suite/tracks/catalogue.ts';

interface Options {
  readonly track: string;
  readonly json?: true;
}

const INDENT = 2;

async function create(slug: string, options: Options): Promise<void> {
  const { track } = requireBoard(findTrack(options.track).id);
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
  if (options.json) printJson({ folder: `${folder}/${manifest.version}`, files: Object.keys(files) });
  else console.log(`${folder}/${manifest.version}: written. Next: read its README.md`);
}

const command = createCommand('new', 'Starts a submission: a folder with a manifest to fill in and the next steps.')
  .argument('<slug>', 'its name: lower-case letters, digits and single hyphens')
  .option('--track <track>', 'the track to start with', BOARDS[0]!.track.id)
  .option('--json', 'print what was written as one JSON document')
  .action(create);

await runCommand(command);
