import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { sha256Hex } from '../../src/registry/digest.ts';
import { recordPath, recordText } from '../../src/registry/make-record.ts';
import type { ReferenceRow } from '../../src/registry/reference-rows.ts';
import { SUITE_VERSION } from '../../src/registry/suite/suite-version.ts';
import { MANIFEST_NAME } from '../../src/registry/manifest-name.ts';
import { readCommitDates } from '../../src/runtime/node/commit-dates.ts';
import { readSuite } from '../../src/runtime/node/suite-files.ts';
import { planMethods } from './plan.ts';
import { syntheticRecord } from './record.ts';
import { syntheticSubmission } from './submission.ts';

/** Folders of a synthetic registry, for the build's environment. */
export interface SyntheticRegistry {
  readonly results: string;
  readonly submissions: string;
  readonly referenceRows: string;
  readonly records: number;
}

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}

/**
 * Writes a registry of valid records that nobody computed, to measure the site at scale. The same count gives the same registry, but for
 * the commits that seed its draws: those of this repository, in turn.
 *
 * @param folder is emptied first
 */
export async function writeSyntheticRegistry(root: string, folder: string, records: number): Promise<SyntheticRegistry> {
  await rm(folder, { recursive: true, force: true });
  const frozen = (await readSuite(root, SUITE_VERSION))!;
  const suite = { version: frozen.version, digest: frozen.digest };
  const commits = [...(await readCommitDates(root)).keys()];
  const registry = {
    results: join(folder, 'results'),
    submissions: join(folder, 'submissions'),
    referenceRows: join(folder, 'reference-rows.json'),
  };
  const rows: ReferenceRow[] = [];
  let written = 0;
  for (const method of planMethods(records)) {
    for (let version = 1; version <= method.versions; version++) {
      const manifest = `${JSON.stringify(syntheticSubmission(method, version))}\n`;
      const manifestSha256 = sha256Hex(new TextEncoder().encode(manifest));
      const { slug, baseline: role } = method;
      if (role !== undefined) rows.push({ slug, version: String(version), role, manifest_sha256: manifestSha256 });
      await write(join(registry.submissions, method.slug, String(version), MANIFEST_NAME), manifest);
      for (const trackId of method.tracks) {
        const commit = commits[written++ % commits.length]!;
        const record = syntheticRecord({
          method,
          version,
          trackId,
          manifestSha256,
          suite,
          part: frozen.tree.parts[trackId]!,
          commit,
        });
        await write(join(registry.results, recordPath(record)), recordText(record));
      }
    }
  }
  await write(registry.referenceRows, JSON.stringify({ schema: 'custodes/reference-rows/1', rows }));
  return { ...registry, records: written };
}
