import { resolve } from 'node:path';
import { InputError } from '../src/core/input-error.ts';
import { canonicalJson } from '../src/registry/canonical-json.ts';
import { computeSuite } from '../src/registry/suite/compute-suite.ts';
import { suiteDifferences } from '../src/registry/suite/explain.ts';
import type { SuiteVersion } from '../src/registry/suite/suite-version.ts';
import { parseJson } from '../src/registry/validator.ts';
import { createCommand, printJson, runCommand } from '../src/runtime/node/command.ts';
import { FOLDERS } from '../src/runtime/node/folders.ts';
import { readRecords } from '../src/runtime/node/record-files.ts';
import { nameThings, readSuite, suitePath } from '../src/runtime/node/suite-files.ts';
import { writeFileAtomically } from '../src/runtime/node/write-file.ts';

interface Options {
  readonly replaceUnreleased?: true;
  readonly json?: true;
}

const INDENT = 1;
const VERSION_FILE = 'src/registry/suite/suite-version.ts';

/** @throws InputError where a frozen version may not be replaced */
async function assertReplaceable(root: string, frozen: SuiteVersion, computed: SuiteVersion, allowed: boolean): Promise<void> {
  // By version too: a new version starts with the values, hence the digest, of the one before.
  const records = (await readRecords(root, FOLDERS.results)).filter(
    ({ measured: { suite } }) => suite.version === frozen.version && suite.digest === frozen.digest,
  );
  if (records.length === 0 && allowed) return;
  const things = suiteDifferences(frozen.content, computed.content).map(({ thing }) => thing);
  const fix =
    records.length > 0
      ? `${records.length} records rest on it: raise SUITE_VERSION in ${VERSION_FILE}`
      : `raise SUITE_VERSION in ${VERSION_FILE}, or pass --replace-unreleased while no record uses it`;
  throw new InputError({ path: suitePath(frozen.version), rule: `is frozen with other values (${nameThings(things)})`, fix });
}

async function release({ replaceUnreleased, json }: Options): Promise<void> {
  const root = process.cwd();
  const suite = computeSuite();
  const { version, digest, tree, content } = suite;
  const path = suitePath(version);
  const frozen = await readSuite(root, version).catch((error: unknown) => {
    // A damaged file of an unreleased version may be replaced like any other.
    if (replaceUnreleased && error instanceof InputError) return null;
    throw error;
  });
  const outcome = frozen === null ? 'frozen' : frozen.digest === digest ? 'unchanged' : 'replaced';
  if (outcome === 'replaced') await assertReplaceable(root, frozen!, suite, replaceUnreleased === true);
  // Sorted as in RFC 8785, but one entry a line, so that a difference can be read.
  if (outcome !== 'unchanged') {
    const text = canonicalJson({ schema: 'custodes/suite/2', version, digest, tree, content });
    await writeFileAtomically(resolve(root, path), `${JSON.stringify(parseJson(text, path), null, INDENT)}\n`);
  }
  const parts = Object.keys(tree.parts).length;
  if (json) printJson({ file: path, outcome, version, digest, parts });
  else console.log(`${path}: ${outcome}, ${parts} parts, digest ${digest}`);
}

const command = createCommand(
  'release-suite',
  'Freezes the suite version that this engine computes. Equal parts keep their digests.',
)
  .option('--replace-unreleased', 'overwrite a frozen suite version that no record uses')
  .option('--json', 'print the outcome as one JSON document')
  .action(release);

await runCommand(command);
