import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { InputError } from '../../core/input-error.ts';
import { canonicalJson } from '../../registry/canonical-json.ts';
import { documentDigest } from '../../registry/digest.ts';
import { firstSuiteDocument, suiteDocument } from '../../registry/documents.ts';
import { computeSuite } from '../../registry/suite/compute-suite.ts';
import { suiteDifferences } from '../../registry/suite/explain.ts';
import { fromFirstFormat } from '../../registry/suite/first-format.ts';
import { suiteDigest, suiteTree } from '../../registry/suite/suite-tree.ts';
import { SUITE_VERSION, type SuiteVersion } from '../../registry/suite/suite-version.ts';
import { FOLDERS, listFiles, posixPath, readTextIfPresent } from './folders.ts';

export function suitePath(version: string): string {
  return posixPath(join(FOLDERS.suites, `${version}.json`));
}

function changedByHand(path: string): InputError {
  return new InputError({ path, rule: 'was changed by hand', fix: 'restore the committed file' });
}

function isFirstFormat(text: string): boolean {
  return /"schema":\s*"custodes\/suite\/1"/.test(text);
}

/** A suite version of either format. @throws InputError where it breaks its schema or does not have its digests */
export function parseSuite(text: string, path: string): SuiteVersion {
  if (isFirstFormat(text)) {
    const { version, digest, content } = firstSuiteDocument.parse(text, path);
    if (documentDigest('custodes/suite/1', content) !== digest) throw changedByHand(path);
    const mapped = fromFirstFormat(content);
    return { version, digest, tree: suiteTree(mapped), content: mapped };
  }
  const { version, digest, tree, content } = suiteDocument.parse(text, path);
  const computed = suiteTree(content);
  if (canonicalJson(computed) !== canonicalJson(tree) || suiteDigest(computed) !== digest) throw changedByHand(path);
  return { version, digest, tree, content };
}

function parseFrozen(text: string, path: string): SuiteVersion {
  const suite = parseSuite(text, path);
  if (path.endsWith(`/${suite.version}.json`)) return suite;
  throw changedByHand(path);
}

/** A frozen suite version, or null where it was never released. */
export async function readSuite(root: string, version: string): Promise<SuiteVersion | null> {
  const path = suitePath(version);
  const text = await readTextIfPresent(resolve(root, path));
  return text === null ? null : parseFrozen(text, path);
}

/** Every frozen suite version, sorted by file name. */
export async function readSuites(root: string): Promise<SuiteVersion[]> {
  const names = (await listFiles(resolve(root, FOLDERS.suites))).filter((name) => name.endsWith('.json'));
  return await Promise.all(
    names.map(async (name) => {
      const path = suitePath(name.slice(0, -'.json'.length));
      return parseFrozen(await readFile(resolve(root, path), 'utf8'), path);
    }),
  );
}

/** How messages name some of the differences. */
const NAMED_DIFFERENCES = 3;

/** "a, b, c and 4 more". */
export function nameThings(things: readonly string[]): string {
  const rest = things.length - NAMED_DIFFERENCES;
  return `${things.slice(0, NAMED_DIFFERENCES).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}

/** What of a frozen version this engine computes otherwise. What was added since is no fault: it changes no part that is frozen. */
export function frozenDifferences(frozen: SuiteVersion, computed: SuiteVersion): string[] {
  const differences = suiteDifferences(frozen.content, computed.content);
  return differences.filter(({ change }) => change !== 'added').map(({ thing }) => thing);
}

let own: SuiteVersion | undefined;

/** What this engine computes, once in a process: it takes seconds, and nothing but the engine goes into it. */
function ownSuite(): SuiteVersion {
  own ??= computeSuite();
  return own;
}

/**
 * The frozen suite version of this engine, after making sure that the engine computes every part of it. An addition that is not yet
 * released stops nothing.
 *
 * @throws InputError where the version was never frozen or a part of it is not reproduced
 */
export async function requireSuite(root: string): Promise<SuiteVersion> {
  const path = suitePath(SUITE_VERSION);
  const frozen = await readSuite(root, SUITE_VERSION);
  if (frozen === null) throw new InputError({ path, rule: 'is missing', fix: 'freeze the suite with: npm run release-suite' });
  const differing = frozenDifferences(frozen, ownSuite());
  if (differing.length === 0) return frozen;
  throw new InputError({
    path,
    rule: `is not what this engine computes: ${nameThings(differing)} ${differing.length === 1 ? 'differs' : 'differ'}`,
    fix: 'undo the change, or raise SUITE_VERSION in src/registry/suite/suite-version.ts and run: npm run release-suite',
  });
}
