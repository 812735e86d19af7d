import { basename, join } from 'node:path';
import { RandomStream } from '../../src/core/random/stream.ts';
import { InputError } from '../../src/core/input-error.ts';
import { recordPath } from '../../src/registry/make-record.ts';
import { addVerifications } from '../../src/registry/verifications.ts';
import { setOutputs, variable } from '../../src/runtime/github/environment.ts';
import { pushDerived } from '../../src/runtime/github/push-derived.ts';
import { FOLDERS, posixPath } from '../../src/runtime/node/folders.ts';
import { readRecords } from '../../src/runtime/node/record-files.ts';
import { readVerifications, writeVerifications } from '../../src/runtime/node/verification-file.ts';
import { requireSuite } from '../../src/runtime/node/suite-files.ts';

/** Records of the current suite that a weekly run recomputes whole. */
const SAMPLE = 3;

/** Chooses the records of this week, at random by the run's number, so that nobody knows them beforehand. */
export async function chooseRecords(): Promise<void> {
  const root = process.cwd();
  const { digest } = await requireSuite(root);
  const records = (await readRecords(root, FOLDERS.results)).filter(({ measured }) => measured.suite.digest === digest);
  const count = Math.min(SAMPLE, records.length);
  const chosen = new RandomStream('custodes/drift', variable('GITHUB_RUN_ID')).choice(records.length, count);
  const files = [...chosen].map((index) => posixPath(join(FOLDERS.results, recordPath(records[index]!))));
  setOutputs({ count: String(files.length), files: files.join(' ') });
}

/** Publishes the day on which those records were verified. */
export async function publishVerifications(): Promise<void> {
  const root = process.cwd();
  const digests = variable('FILES')
    .split(' ')
    .map((file) => basename(file, '.json'));
  const known = new Set((await readRecords(root, FOLDERS.results)).map((record) => basename(recordPath(record), '.json')));
  const unknown = digests.filter((digest) => !known.has(digest));
  if (unknown.length > 0) throw new InputError({ path: unknown[0]!, rule: 'is no record', fix: 'choose records anew' });
  const day = new Date().toISOString().slice(0, 'yyyy-mm-dd'.length);
  await writeVerifications(root, addVerifications(await readVerifications(root), digests, day));
  const commit = await pushDerived(root, [FOLDERS.verified], `Verified again: ${digests.join(', ')}`);
  console.log(commit === null ? 'nothing new to push' : `pushed ${commit}`);
}
