import { join, resolve } from 'node:path';
import { formatFault } from '../src/core/input-error.ts';
import type { Addendum } from '../src/registry/addendum.ts';
import { makeRecord } from '../src/registry/make-record.ts';
import type { ResultRecord } from '../src/registry/record.ts';
import { storeAddendum } from '../src/runtime/node/addendum-files.ts';
import { createCommand, printJson, runCommand } from '../src/runtime/node/command.ts';
import { describeRun } from '../src/runtime/node/engine.ts';
import { evaluateSubmission } from '../src/runtime/node/evaluate-submission.ts';
import { FOLDERS } from '../src/runtime/node/folders.ts';
import { measureAddendum } from '../src/runtime/node/measure-addendum.ts';
import { MeasurementCache } from '../src/runtime/node/measurement-cache.ts';
import { findPendingWork, type PendingWork } from '../src/runtime/node/pending-work.ts';
import { assertPublishable } from '../src/runtime/node/publishable.ts';
import { storeRecord, type StoredRecord } from '../src/runtime/node/record-files.ts';
import { requireSuite } from '../src/runtime/node/suite-files.ts';
import { printResults } from './support/print-results.ts';

interface Options {
  readonly track?: string;
  readonly out?: string;
  readonly json?: true;
}

function describe({
  slug,
  version,
  track,
  replaces,
  extends: extended,
  request,
}: PendingWork): Readonly<Record<string, unknown>> {
  const place = { submission: `${slug}/${version}`, track, commit: request.commit };
  if (extended) return { ...place, extends: extended.record.result_digest, metrics: extended.metrics };
  return { ...place, supersedes: replaces?.result_digest ?? null };
}

/** Where the addenda of a folder of records lie. */
function addendaBeside(root: string, out: string): string {
  return resolve(root, out) === resolve(root, FOLDERS.results) ? FOLDERS.addenda : join(out, 'addenda');
}

async function rescore({ track, out, json }: Options): Promise<void> {
  const root = process.cwd();
  const suite = await requireSuite(root);
  const found = await findPendingWork(root, suite, true);
  const work = found.work.filter((pending) => track === undefined || pending.track === track);
  for (const fault of found.broken.flatMap(({ faults }) => faults)) console.error(formatFault(fault));
  if (found.broken.length > 0) process.exitCode = 1;
  if (out === undefined) {
    if (json) printJson({ suite: suite.version, pending: work.map(describe) });
    else {
      for (const pending of work) console.log(Object.values(describe(pending)).join(' '));
      console.log(
        `${work.length} records and addenda to make under suite ${suite.version}. Use --out ${FOLDERS.results} to make them.`,
      );
    }
    return;
  }
  const cache = await MeasurementCache.open(root);
  const records: ResultRecord[] = [];
  const addenda: Addendum[] = [];
  const stored: StoredRecord[] = [];
  for (const { loaded, request, replaces, extends: extended } of work) {
    if (resolve(out) === resolve(root, FOLDERS.results)) await assertPublishable(root, loaded, request);
    const started = performance.now();
    if (extended) {
      const run = () => describeRun(root, started);
      const addendum = await measureAddendum(loaded, extended.record, extended.metrics, suite, run);
      stored.push(await storeAddendum({ root, folder: addendaBeside(root, out) }, addendum));
      addenda.push(addendum);
      continue;
    }
    const [measured] = await evaluateSubmission(loaded, { ...request, cache, twice: true });
    const record = makeRecord(measured!, await describeRun(root, started), replaces?.result_digest);
    // One by one: what a killed run has stored is not pending any more.
    stored.push(await storeRecord({ root, folder: out }, record));
    records.push(record);
  }
  if (json) printJson({ records, addenda, stored });
  else printResults(records, stored);
}

const command = createCommand(
  'rescore',
  'Measures what no record says under the current suite: new records, and addenda where a record lacks metrics alone.',
)
  .option('--track <track>', 'one track only')
  .option('--out <folder>', `where to write records, for example ${FOLDERS.results}; without it they are only listed`)
  .option('--json', 'print the outcome as one JSON document')
  .action(rescore);

await runCommand(command);
