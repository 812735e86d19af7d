import { join } from 'node:path';
import { readAtlas, readRegistryFiles } from '../runtime/node/registry-files.ts';
import { readAtlasCells } from '../views/atlas-cells.ts';
import type { Entry } from '../views/entry.ts';

const root = process.cwd();
const files = await readRegistryFiles(root);

/** Every record that pages show: those of the registry, then local previews. */
export const ENTRIES: readonly Entry[] = files.records.map(({ record, preview, submission }) => ({
  record,
  submission: submission.submission,
  preview,
}));

/** Every version of every submission, by slug, oldest version first. */
export const SUBMISSIONS = files.submissions.map(({ submission }) => submission);

/** Cells of the validity atlas; none before it was computed. */
export const ATLAS = readAtlasCells((await readAtlas(root)).get('atlas'));

function findModelFiles(): ReadonlyMap<string, string> {
  const verified = ENTRIES.filter(({ record }) => record.measured.status === 'verified');
  const wanted = new Set(
    verified.flatMap(({ record: { measured } }) =>
      [...measured.models.main, ...measured.models.twin].map(({ artefact_sha256 }) => artefact_sha256),
    ),
  );
  const models = files.submissions.flatMap(({ folder, submission }) =>
    submission.tracks
      .flatMap(({ models: variants }) => Object.values(variants))
      .flatMap((instances) => Object.values(instances))
      .flatMap((seeds) => Object.values(seeds))
      .map(({ file, sha256 }) => [sha256, join(folder, file)] as const),
  );
  return new Map(models.filter(([sha256]) => wanted.has(sha256)));
}

/** Files of the models that some shown record names, by digest. */
export const MODEL_FILES = findModelFiles();
