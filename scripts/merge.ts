import { resolve } from 'node:path';
import { InputError } from '../src/core/input-error.ts';
import { compareDocuments, formatMismatch } from '../src/registry/compare.ts';
import { makeRecord } from '../src/registry/make-record.ts';
import { mergeShards } from '../src/registry/merge-shards.ts';
import { createCommand, printJson, runCommand } from '../src/runtime/node/command.ts';
import { measuredRecords, plannedCells, sourceOf, type EvaluationRequest } from '../src/runtime/node/evaluate-submission.ts';
import { FOLDERS } from '../src/runtime/node/folders.ts';
import { assertPublishable } from '../src/runtime/node/publishable.ts';
import { storeRecord, type StoredRecord } from '../src/runtime/node/record-files.ts';
import { readShards } from '../src/runtime/node/shard-files.ts';
import { findVersions, loadSubmission } from '../src/runtime/node/submission-folder.ts';
import { requireSuite } from '../src/runtime/node/suite-files.ts';
import { printResults } from './support/print-results.ts';

interface Options {
  readonly shards: string;
  readonly out?: string;
  readonly json?: true;
}

async function merge(path: string, { shards: folder, out, json }: Options): Promise<void> {
  const root = process.cwd();
  const loaded = await loadSubmission((await findVersions(path)).at(-1)!);
  const shards = await readShards(folder);
  const [first] = shards;
  if (first === undefined) {
    const fix = `run: npm run -s evaluate -- ${loaded.name} --shard 1/1 --out ${folder}`;
    throw new InputError({ path: folder, rule: 'holds no shard', fix });
  }
  const { track, instances, rows, commit } = first.selection;
  const request: EvaluationRequest = {
    suite: await requireSuite(root),
    commit,
    ...(track === undefined ? {} : { track }),
    ...(instances === undefined ? {} : { instances }),
    ...(rows === undefined ? {} : { rows }),
  };
  const { submission, suite } = sourceOf(loaded, request);
  const mismatches = compareDocuments({ submission, suite }, { submission: first.submission, suite: first.suite });
  if (mismatches.length > 0) {
    const fix = 'evaluate this submission again with this suite';
    throw new InputError(...mismatches.map((mismatch) => ({ path: folder, rule: formatMismatch(mismatch), fix })));
  }
  if (out !== undefined && resolve(out) === resolve(root, FOLDERS.results)) await assertPublishable(root, loaded, request);
  const { cells, run } = mergeShards(plannedCells(loaded, request), shards);
  const records = measuredRecords(loaded, request, cells).map((measured) => makeRecord(measured, run));
  const stored: StoredRecord[] = [];
  if (out !== undefined) for (const record of records) stored.push(await storeRecord({ root, folder: out }, record));
  if (json) printJson({ records, stored });
  else printResults(records, stored);
}

const command = createCommand('merge', 'Puts the shards of an evaluation together. Nothing is written without --out.')
  .argument('<path>', 'submissions/<slug> (newest version), or one version of it')
  .requiredOption('--shards <folder>', 'where the shards of this one evaluation lie')
  .option('--out <folder>', `where to write records: ${FOLDERS.previews} for previews, ${FOLDERS.results} for permanent records`)
  .option('--json', 'print the records as one JSON document')
  .action(merge);

await runCommand(command);
