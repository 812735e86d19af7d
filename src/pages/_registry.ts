import { join } from 'node:path';
import { formatFault } from '../core/input-error.ts';
import { readCommitDates } from '../runtime/node/commit-dates.ts';
import { readPublicationTimes } from '../runtime/node/publication-times.ts';
import { readPassports } from '../runtime/node/passport-file.ts';
import { readAtlas } from '../runtime/node/atlas-file.ts';
import { readPaper } from '../runtime/node/paper-files.ts';
import { readRegistryFiles } from '../runtime/node/registry-files.ts';
import { expandAtlas } from '../evaluation/atlas-document.ts';
import { joinAtlas, joinExperiments } from '../evaluation/join-atlas.ts';
import { selectBaseCells } from '../views/atlas-cells.ts';
import { findSuccessors, type Entry } from '../views/entry.ts';
import { orderByPublication } from '../views/publication.ts';

const root = process.cwd();
const files = await readRegistryFiles(root);

/** Submissions that no page shows, or shows without their records, and why: one that is broken keeps nothing else from its page. */
export const LEFT_OUT = files.leftOut;
for (const { faults } of LEFT_OUT) faults.forEach((fault) => console.warn(`left out: ${formatFault(fault)}`));

/** Every record that pages show: those of the registry, then local previews. */
export const ENTRIES: readonly Entry[] = files.records.map(({ record, digest12, preview, submission }) => ({
  record,
  submission: submission.submission,
  role: submission.role,
  preview,
  attested: files.attestations.has(digest12),
}));

/** How each record stands to the suite of this site's engine, by its digest. */
export const STANDINGS = new Map(files.records.map(({ record, standing }) => [record.result_digest, standing]));

/** Metrics that were added to a record, by its digest; their numbers are among those of the record. */
export const ADDENDA = new Map(files.records.map(({ record, addenda }) => [record.result_digest, addenda]));

/** Records that a later one replaces, with the record that does. */
export const SUCCESSORS = findSuccessors(ENTRIES);

/** Day of every commit that this clone holds. */
export const COMMIT_DATES = await readCommitDates(root);

/** The records of the registry, oldest first. */
export const PUBLISHED = orderByPublication(ENTRIES, { added: await readPublicationTimes(root), commits: COMMIT_DATES });

/** Every version of every submission, by slug, oldest version first. */
export const SUBMISSIONS = files.submissions.map(({ submission }) => submission);

/** Results that no longer stand: their pages stay as tombstones. */
export const WITHDRAWALS = files.withdrawals;

/** Attestations by the permalink's digits. */
export const ATTESTATIONS = files.attestations;

/** Day on which a record was last recomputed by the weekly check, by the permalink's digits. */
export const VERIFIED = files.verifications.verified;

/** The validity atlas by metric, as committed; a metric that is not computed yet has no file. */
export const ATLAS_FILES = await readAtlas(root);

/** Volumes of the atlas with all metrics that have a file, the base table first. */
export const ATLAS_VOLUMES = joinAtlas([...ATLAS_FILES.values()]);

/** The paper's sweeps with all metrics that have a file. */
export const EXPERIMENTS = joinExperiments([...ATLAS_FILES.values()]);

/** Cells of every volume, and of the first. */
export const REGIMES = ATLAS_VOLUMES.flatMap(expandAtlas);
export const ATLAS = expandAtlas(ATLAS_VOLUMES[0]!);

/** Cells of the atlas's base table, under the part of each metric that ranks. */
export const BASE_CELLS = selectBaseCells(ATLAS);

/** The invariance battery by metric; a metric whose passport is not computed yet has no entry. */
export const PASSPORTS = await readPassports(root);

/** What the paper published. */
export const PAPER = await readPaper(root);

function findArtefacts(): ReadonlyMap<string, string> {
  const artefacts = files.submissions.flatMap(({ folder, submission }) =>
    submission.tracks
      .flatMap(({ models }) => Object.values(models))
      .flatMap((instances) => Object.values(instances))
      .flatMap((seeds) => Object.values(seeds))
      // A model that lies elsewhere is not ours to serve.
      .flatMap(({ graph, decoder, ...model }) => ['file' in model ? model : [], graph ?? [], decoder ?? []].flat())
      .map(({ file, sha256 }) => [sha256, join(folder, file)] as const),
  );
  const paths = new Map(artefacts);
  const wanted = new Set<string>();
  for (const { models } of ENTRIES.map(({ record }) => record.measured)) {
    for (const { artefact_sha256, structure_sha256 } of [...models.main, ...models.twin]) {
      for (const sha256 of [artefact_sha256, structure_sha256 ?? []].flat()) if (paths.has(sha256)) wanted.add(sha256);
    }
  }
  return new Map([...paths].filter(([sha256]) => wanted.has(sha256)));
}

/** Files that some shown record was computed from, by digest: models, and codes that authors supplied. */
export const ARTEFACTS = findArtefacts();
