import { basename, join } from 'node:path';
import Type from 'typebox';
import { RandomStream } from '../../src/core/random/stream.ts';
import { InputError } from '../../src/core/input-error.ts';
import { recordPath } from '../../src/registry/make-record.ts';
import { recordStanding } from '../../src/registry/suite/standing.ts';
import { parseAs } from '../../src/registry/validator.ts';
import { addVerified } from '../../src/runtime/github/ledger.ts';
import { createClient } from '../../src/runtime/github/client.ts';
import { setOutputs, variable } from '../../src/runtime/github/environment.ts';
import { FOLDERS, posixPath } from '../../src/runtime/node/folders.ts';
import { readRecords } from '../../src/runtime/node/record-files.ts';
import { readSuites, requireSuite } from '../../src/runtime/node/suite-files.ts';

/** Records of this engine's numbers that a weekly run recomputes whole. */
const SAMPLE = 3;

/** Chooses the records of this week, at random by the run's number, so that nobody knows them beforehand. */
export async function chooseRecords(): Promise<void> {
  const root = process.cwd();
  const [suite, suites] = [await requireSuite(root), await readSuites(root)];
  const all = await readRecords(root, FOLDERS.results);
  const records = all.filter(({ measured }) => recordStanding(measured, suite, suites).kind !== 'older');
  const count = Math.min(SAMPLE, records.length);
  const chosen = new RandomStream('custodes/drift', variable('GITHUB_RUN_ID')).choice(records.length, count);
  const files = [...chosen].map((index) => posixPath(join(FOLDERS.results, recordPath(records[index]!))));
  setOutputs({ count: String(files.length), files: JSON.stringify(files) });
}

/**
 * Enters in the ledger that those records were verified; the recorder takes it from there to the main branch. The names come from the
 * job that chose them, which ran no model; that the check passed is GitHub's own word.
 */
export async function publishVerifications(): Promise<void> {
  const digests = parseAs(Type.Array(Type.String()), variable('FILES'), 'FILES').map((file) => basename(file, '.json'));
  const known = new Set(
    (await readRecords(process.cwd(), FOLDERS.results)).map((record) => basename(recordPath(record), '.json')),
  );
  const unknown = digests.filter((digest) => !known.has(digest));
  if (unknown.length > 0) throw new InputError({ path: unknown[0]!, rule: 'is not a record', fix: 'choose records again' });
  const day = new Date().toISOString().slice(0, 'yyyy-mm-dd'.length);
  await addVerified(createClient(), { day, digests });
  console.log(`entered in the ledger: ${digests.join(', ')}`);
}
