import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { InputError } from '../../core/input-error.ts';
import { documentDigest } from '../../registry/digest.ts';
import { suiteDocument } from '../../registry/documents.ts';
import { computeSuite, suiteDifferences, SUITE_VERSION, type SuiteVersion } from '../../registry/suite.ts';
import { FOLDERS, listFiles, posixPath, readTextIfPresent } from './folders.ts';

function suitePath(version: string): string {
  return posixPath(join(FOLDERS.suites, `${version}.json`));
}

function parseSuite(text: string, path: string): SuiteVersion {
  const suite = suiteDocument.parse(text, path);
  if (documentDigest('custodes/suite/1', suite.content) === suite.digest && path.endsWith(`${suite.version}.json`)) return suite;
  throw new InputError({ path, rule: 'was changed by hand', fix: 'restore the committed file' });
}

/** A frozen suite version, or null where it was never released. */
export async function readSuite(root: string, version: string): Promise<SuiteVersion | null> {
  const path = suitePath(version);
  const text = await readTextIfPresent(resolve(root, path));
  return text === null ? null : parseSuite(text, path);
}

/** Every frozen suite version, sorted by file name. */
export async function readSuites(root: string): Promise<SuiteVersion[]> {
  const names = (await listFiles(resolve(root, FOLDERS.suites))).filter((name) => name.endsWith('.json'));
  return await Promise.all(
    names.map(async (name) => {
      const path = posixPath(join(FOLDERS.suites, name));
      return parseSuite(await readFile(resolve(root, path), 'utf8'), path);
    }),
  );
}

/** How messages name some of the differences. */
const NAMED_DIFFERENCES = 3;

/** "a, b, c and 4 more". */
export function nameDifferences(frozen: SuiteVersion, computed: SuiteVersion): string {
  const names = suiteDifferences(frozen.content, computed.content);
  const rest = names.length - NAMED_DIFFERENCES;
  return `${names.slice(0, NAMED_DIFFERENCES).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}

let own: SuiteVersion | undefined;

/** What this engine computes, once in a process: it takes seconds, and nothing but the engine goes into it. */
function ownSuite(): SuiteVersion {
  own ??= computeSuite();
  return own;
}

/**
 * The suite that this engine computes, after making sure that it is the frozen one.
 *
 * @throws InputError where the version was never frozen or its digest is not reproduced
 */
export async function requireSuite(root: string): Promise<SuiteVersion> {
  const path = suitePath(SUITE_VERSION);
  const frozen = await readSuite(root, SUITE_VERSION);
  if (frozen === null) throw new InputError({ path, rule: 'is missing', fix: 'freeze the suite with: npm run release-suite' });
  const computed = ownSuite();
  if (computed.digest === frozen.digest) return computed;
  throw new InputError({
    path,
    rule: `is not what this engine computes: ${nameDifferences(frozen, computed)} differ`,
    fix: 'undo the change, or raise SUITE_VERSION in src/registry/suite.ts and run: npm run release-suite',
  });
}
