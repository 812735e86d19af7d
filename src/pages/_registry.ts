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

function findArtefacts(): ReadonlyMap<string, string> {
  const wanted = new Set(
    ENTRIES.flatMap(({ record: { measured } }) =>
      [...measured.models.main, ...measured.models.twin].map(({ artefact_sha256 }) => artefact_sha256),
    ),
  );
  const artefacts = files.submissions.flatMap(({ folder, submission }) =>
    submission.tracks
      .flatMap(({ models }) => Object.values(models))
      .flatMap((instances) => Object.values(instances))
      .flatMap((seeds) => Object.values(seeds))
      .map(({ file, sha256 }) => [sha256, join(folder, file)] as const),
  );
  return new Map(artefacts.filter(([sha256]) => wanted.has(sha256)));
}

/** Files that some shown record was computed from, by digest: models, and codes that authors supplied. */
export const ARTEFACTS = findArtefacts();
