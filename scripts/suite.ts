import { readFile } from 'node:fs/promises';
import { InputError } from '../src/core/input-error.ts';
import { permalinkDigest } from '../src/registry/digest.ts';
import { computeSuite } from '../src/registry/suite/compute-suite.ts';
import { partDifferences, suiteDifferences } from '../src/registry/suite/explain.ts';
import type { SuiteVersion } from '../src/registry/suite/suite-version.ts';
import { createCommand, printJson, runCommand } from '../src/runtime/node/command.ts';
import { nameThings, parseSuite, readSuite, readSuites } from '../src/runtime/node/suite-files.ts';

interface Options {
  readonly explain?: true;
  readonly json?: true;
}

/** What this engine computes, as an argument. */
const COMPUTED = 'computed';

/** @param name a version, a file, or `computed` */
async function findSuite(name: string): Promise<SuiteVersion> {
  if (name === COMPUTED) return computeSuite();
  if (name.endsWith('.json')) {
    const text = await readFile(name, 'utf8').catch(() => null);
    if (text === null)
      throw new InputError({
        path: name,
        rule: 'cannot be read',
        fix: 'name a file that npm run suite -- --json or release-suite wrote',
      });
    return parseSuite(text, name);
  }
  const frozen = await readSuite(process.cwd(), name);
  if (frozen !== null) return frozen;
  const known = (await readSuites(process.cwd())).map(({ version }) => version).join(', ');
  throw new InputError({ path: `suite ${name}`, rule: 'was never frozen', fix: `use one of ${known}, a file, or ${COMPUTED}` });
}

function printTree({ version, digest, tree }: SuiteVersion): void {
  const line = (depth: number, name: string, value: string) =>
    console.log(`${'  '.repeat(depth)}${name} ${permalinkDigest(value)}`);
  const { runtime, tracks, diagnosis, ...groups } = tree.leaves;
  line(0, `suite ${version}`, digest);
  line(1, 'runtime and streams', runtime);
  line(1, 'diagnosis', diagnosis);
  for (const [track, generator] of Object.entries(tracks)) {
    const part = tree.parts[track];
    if (part === undefined) console.log(`  ${track}: data only`);
    else line(1, `part of ${track}`, part.digest);
    line(2, 'draws', tree.draws[track]!);
    line(3, 'generator', generator);
    for (const [key, metric] of Object.entries(part?.metrics ?? {})) line(2, key, metric);
  }
  for (const [group, leaves] of Object.entries(groups)) {
    console.log(`  ${group}`);
    for (const [name, value] of Object.entries(leaves)) line(2, name, value);
  }
}

async function explain(names: readonly string[], json: boolean): Promise<void> {
  if (names.length !== 2) {
    throw new InputError({
      path: '--explain',
      rule: `needs two suites, not ${names.length}`,
      fix: `for example: --explain 0.2.0 ${COMPUTED}`,
    });
  }
  const [before, after] = [await findSuite(names[0]!), await findSuite(names[1]!)];
  const things = suiteDifferences(before.content, after.content);
  const parts = partDifferences(before, after);
  if (json) {
    printJson({
      from: { version: before.version, digest: before.digest },
      to: { version: after.version, digest: after.digest },
      things,
      parts,
    });
    return;
  }
  if (things.length === 0) console.log('No thing differs.');
  for (const { thing, change, details } of things)
    console.log(`${thing}: ${change}${details.length === 0 ? '' : ` (${nameThings(details)})`}`);
  if (parts.length === 0) console.log('No part differs: every record stays as current as it was.');
  for (const { track, reasons } of parts) console.log(`part of ${track} differs: ${reasons.join(', ')}`);
}

async function run(names: readonly string[], options: Options): Promise<void> {
  if (options.explain) return await explain(names, options.json === true);
  if (names.length > 1)
    throw new InputError({ path: names[1]!, rule: 'is one suite too many', fix: 'name one, or two after --explain' });
  const suite = await findSuite(names[0] ?? COMPUTED);
  const { version, digest, tree, content } = suite;
  if (options.json) printJson({ schema: 'custodes/suite/2', version, digest, tree, content });
  else printTree(suite);
}

const command = createCommand('suite', 'Prints the digests of the suite as a tree, or says where two suites differ.')
  .argument('[suites...]', `a version, a file or "${COMPUTED}" (default: ${COMPUTED})`)
  .option('--explain', 'say in which parts two suites differ')
  .option('--json', 'print one JSON document; saved to a file, it can be compared later')
  .action(run);

await runCommand(command);
