import { resolve } from 'node:path';
import { InputError } from '../src/core/input-error.ts';
import { sha256Hex } from '../src/registry/digest.ts';
import { PUBLIC_DRAW } from '../src/registry/draw-seed.ts';
import { makeRecord } from '../src/registry/make-record.ts';
import type { ResultRecord, Run } from '../src/registry/record.ts';
import { MANIFEST_NAME } from '../src/registry/submission-faults.ts';
import { createCommand, printJson, runCommand } from '../src/runtime/node/command.ts';
import { describeDevice, engineCommit } from '../src/runtime/node/engine.ts';
import { evaluateSubmission, plannedRecords, type EvaluationRequest } from '../src/runtime/node/evaluate-submission.ts';
import { FOLDERS } from '../src/runtime/node/folders.ts';
import { findCommit, readFileAt, resolveCommit } from '../src/runtime/node/git.ts';
import { assertStorable, storeRecord, type StoredRecord } from '../src/runtime/node/record-files.ts';
import { formatResult } from '../src/runtime/node/result-table.ts';
import { findVersions, loadSubmission, type LoadedSubmission } from '../src/runtime/node/submission-folder.ts';
import { requireSuite } from '../src/runtime/node/suite-files.ts';

interface Options {
  readonly track?: string;
  readonly device: string;
  readonly seedFrom?: string;
  readonly instances?: string;
  readonly out?: string;
  readonly json?: true;
}

const DEVICES = ['auto', 'wasm'];
const MILLISECONDS = 1000;

function parseInstances(text: string): number[] {
  const instances = text.split(',').map(Number);
  if (/^\d{1,2}(,\d{1,2})*$/.test(text)) return instances;
  throw new InputError({ path: '--instances', rule: `"${text}" is no list of instances`, fix: 'give for example 0,1,2' });
}

async function drawCommit(root: string, seedFrom: string | undefined): Promise<string> {
  if (seedFrom === PUBLIC_DRAW) return PUBLIC_DRAW;
  if (seedFrom !== undefined) return await resolveCommit(root, seedFrom);
  return (await findCommit(root, 'HEAD')) ?? PUBLIC_DRAW;
}

/** What only matters for results that stay: whole submissions, a known engine, and weights that were fixed before the draw. */
async function assertPublishable(root: string, loaded: LoadedSubmission, commit: string, { instances }: Options): Promise<void> {
  const { submission, manifestSha256, name } = loaded;
  if (instances !== undefined) {
    const fix = `leave --instances out, or use --out ${FOLDERS.previews}`;
    throw new InputError({ path: FOLDERS.results, rule: 'holds whole results only', fix });
  }
  if ((await engineCommit(root)) === null) {
    const fix = `commit your changes, or use --out ${FOLDERS.previews}`;
    throw new InputError({ path: FOLDERS.results, rule: 'needs an engine without uncommitted changes', fix });
  }
  if (submission.tracks.every(({ kind }) => kind === 'codes')) return;
  const bytes = await readFileAt(root, commit, `${name}/${MANIFEST_NAME}`);
  if (bytes !== null && sha256Hex(bytes) === manifestSha256) return;
  const fix = 'commit the submission first, then give that commit or a later one to --seed-from';
  throw new InputError({ path: '--seed-from', rule: `${commit} does not hold ${name} as it is`, fix });
}

function parseRequest(options: Options): Pick<EvaluationRequest, 'track' | 'instances'> {
  if (!DEVICES.includes(options.device)) {
    const fix = `use one of ${DEVICES.join(', ')}`;
    throw new InputError({ path: '--device', rule: `"${options.device}" is not supported`, fix });
  }
  return {
    ...(options.instances === undefined ? {} : { instances: parseInstances(options.instances) }),
    ...(options.track === undefined ? {} : { track: options.track }),
  };
}

function printResults(records: readonly ResultRecord[], stored: readonly StoredRecord[]): void {
  console.log(records.map(formatResult).join('\n'));
  for (const { path, outcome } of stored) {
    console.log(
      outcome === 'retry' ? `${path}: a retry, the same result is there already; nothing written` : `${path}: ${outcome}`,
    );
  }
  if (stored.length === 0) console.log('Dry run: nothing written. Use --out DIR to keep the record.');
}

async function evaluate(path: string, options: Options): Promise<void> {
  const root = process.cwd();
  const parsed = parseRequest(options);
  const commit = await drawCommit(root, options.seedFrom);
  const loaded = await loadSubmission((await findVersions(path)).at(-1)!);
  const folder = options.out;
  if (folder !== undefined && resolve(folder) === resolve(root, FOLDERS.results)) {
    await assertPublishable(root, loaded, commit, options);
  }
  const request: EvaluationRequest = { ...parsed, suite: await requireSuite(root), commit };
  const planned = plannedRecords(loaded, request);
  if (folder !== undefined) for (const record of planned) await assertStorable({ root, folder }, record);

  const started = performance.now();
  const measured = await evaluateSubmission(loaded, request);
  const run: Run = {
    device: describeDevice(),
    node: process.version,
    engine_commit: await engineCommit(root),
    seconds: Math.round((performance.now() - started) / MILLISECONDS),
    approver: null,
  };
  const records = measured.map((result) => makeRecord(result, run));
  const stored: StoredRecord[] = [];
  if (folder !== undefined) for (const record of records) stored.push(await storeRecord({ root, folder }, record));
  if (options.json) printJson({ records, stored });
  else printResults(records, stored);
}

const command = createCommand('evaluate', 'Evaluates a submission as the registry does. Nothing is written without --out.')
  .argument('<path>', 'submissions/<slug> (newest version), or one version of it')
  .option('--track <track>', 'one track (default: all that the submission enters)')
  .option('--device <device>', `${DEVICES.join(' or ')}: where encoders run; the reference is wasm`, 'auto')
  .option('--seed-from <commit>', 'commit that seeds the fresh draws, or public (default: HEAD, public outside a repository)')
  .option('--instances <list>', 'some instances only, for example 0,1: for previews')
  .option('--out <folder>', `where to write records: ${FOLDERS.previews} for previews, ${FOLDERS.results} for good`)
  .option('--json', 'print the records as one JSON document')
  .action(evaluate);

await runCommand(command);
