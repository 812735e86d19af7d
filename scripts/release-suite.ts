import { resolve } from 'node:path';
import { InputError } from '../src/core/input-error.ts';
import { canonicalJson } from '../src/registry/canonical-json.ts';
import { parseJson } from '../src/registry/validator.ts';
import { computeSuite } from '../src/registry/suite.ts';
import { createCommand, printJson, runCommand } from '../src/runtime/node/command.ts';
import { FOLDERS } from '../src/runtime/node/folders.ts';
import { readRecords } from '../src/runtime/node/record-files.ts';
import { nameDifferences, readSuite } from '../src/runtime/node/suite-files.ts';
import { writeFileAtomically } from '../src/runtime/node/write-file.ts';

interface Options {
  readonly replaceUnreleased?: true;
  readonly json?: true;
}

const INDENT = 1;

async function release({ replaceUnreleased, json }: Options): Promise<void> {
  const root = process.cwd();
  const suite = computeSuite();
  const { version, digest, content } = suite;
  const path = `${FOLDERS.suites}/${version}.json`;
  const frozen = await readSuite(root, version).catch((error: unknown) => {
    // A damaged file of an unreleased version may be replaced like any other.
    if (replaceUnreleased && error instanceof InputError) return null;
    throw error;
  });
  const outcome = frozen === null ? 'frozen' : frozen.digest === digest ? 'unchanged' : 'replaced';
  if (outcome === 'replaced') {
    // By version too: a new version starts with the values, hence the digest, of the one before.
    const records = (await readRecords(root, FOLDERS.results)).filter(
      ({ measured: { suite } }) => suite.version === version && suite.digest === frozen?.digest,
    );
    if (records.length > 0 || !replaceUnreleased) {
      const differences = nameDifferences(frozen!, suite);
      const fix =
        records.length > 0
          ? `${records.length} records rest on it: raise SUITE_VERSION in src/registry/suite.ts`
          : 'raise SUITE_VERSION in src/registry/suite.ts, or pass --replace-unreleased while no record uses it';
      throw new InputError({ path, rule: `is frozen with other values (${differences} differ)`, fix });
    }
  }
  // Sorted as in RFC 8785, but one entry a line, so that a difference can be read.
  if (outcome !== 'unchanged') {
    await writeFileAtomically(resolve(root, path), `${JSON.stringify(parseJson(canonicalJson(suite), path), null, INDENT)}\n`);
  }
  const cells = Object.keys(content.outputs).length;
  if (json) printJson({ file: path, outcome, version, digest, cells });
  else console.log(`${path}: ${outcome}, ${cells} cells, digest ${digest}`);
}

const command = createCommand('release-suite', 'Freezes the suite version that this engine computes.')
  .option('--replace-unreleased', 'overwrite a frozen suite version that no record uses')
  .option('--json', 'print the outcome as one JSON document')
  .action(release);

await runCommand(command);
