import { resolve } from 'node:path';
import { InputError } from '../src/core/input-error.ts';
import { PUBLIC_DRAW } from '../src/registry/draw-seed.ts';
import type { DevicePreview } from '../src/registry/device-preview.ts';
import { makeRecord } from '../src/registry/make-record.ts';
import type { ShardFile } from '../src/registry/shard-file.ts';
import type { Measured } from '../src/registry/record.ts';
import { formatShard, parseShard } from '../src/registry/shard.ts';
import { formatNotice, submissionNotices, type Notice } from '../src/registry/submission-notices.ts';
import { createCommand, printJson, runCommand } from '../src/runtime/node/command.ts';
import { describeRun } from '../src/runtime/node/engine.ts';
import {
  evaluateShard,
  evaluateSubmission,
  plannedRecords,
  type EvaluationRequest,
} from '../src/runtime/node/evaluate-submission.ts';
import { chooseDevice, previewOnDevice } from '../src/runtime/node/evaluate-on-device.ts';
import { FOLDERS } from '../src/runtime/node/folders.ts';
import { findCommit, resolveCommit } from '../src/runtime/node/git.ts';
import { DEVICES, type Device } from '../src/runtime/node/native-session.ts';
import { assertPublishable } from '../src/runtime/node/publishable.ts';
import { assertStorable, storeRecord, type StoredRecord } from '../src/runtime/node/record-files.ts';
import { formatPreview } from '../src/runtime/node/result-table.ts';
import { writeShard } from '../src/runtime/node/shard-files.ts';
import { MeasurementCache } from '../src/runtime/node/measurement-cache.ts';
import { findSwappedModels } from '../src/runtime/node/swapped-models.ts';
import {
  findVersions,
  loadSubmission,
  readSubmissionFiles,
  type LoadedSubmission,
} from '../src/runtime/node/submission-folder.ts';
import { requireSuite } from '../src/runtime/node/suite-files.ts';
import { printResults } from './support/print-results.ts';

interface Options {
  readonly track?: string;
  readonly device: string;
  readonly seedFrom?: string;
  readonly instances?: string;
  readonly rows?: string;
  readonly shard?: string;
  readonly out?: string;
  readonly fresh?: true;
  readonly twice?: true;
  readonly json?: true;
}

/** Where encoders may run; all but the first two are devices, whose numbers are previews. */
const CHOICES = ['auto', 'wasm', ...DEVICES] as const;
type Choice = (typeof CHOICES)[number];

const isChoice = (text: string): text is Choice => (CHOICES as readonly string[]).includes(text);
const WHOLE_COMMIT = /^[0-9a-f]{40}$/;

function parseInstances(text: string): number[] {
  const instances = text.split(',').map(Number);
  if (/^\d{1,2}(,\d{1,2})*$/.test(text)) return instances;
  throw new InputError({ path: '--instances', rule: `"${text}" is no list of instances`, fix: 'give for example 0,1,2' });
}

/** A whole commit id is taken as it is: previews of a pull request are seeded by a head that this clone need not have. */
async function drawCommit(root: string, seedFrom: string | undefined): Promise<string> {
  if (seedFrom === PUBLIC_DRAW || (seedFrom !== undefined && WHOLE_COMMIT.test(seedFrom))) return seedFrom;
  if (seedFrom !== undefined) return await resolveCommit(root, seedFrom);
  return (await findCommit(root, 'HEAD')) ?? PUBLIC_DRAW;
}

function parseRows(text: string): number {
  if (/^[1-9]\d{1,5}$/.test(text)) return Number(text);
  throw new InputError({ path: '--rows', rule: `"${text}" is no number of rows`, fix: 'give for example 1000' });
}

/** Records, shards and what is measured twice or anew are the reference's numbers, whatever the machine. */
function parseDevice({ device, out, twice, fresh }: Options): Choice {
  if (!isChoice(device)) {
    const fix = `use one of ${CHOICES.join(', ')}`;
    throw new InputError({ path: '--device', rule: `"${device}" is not supported`, fix });
  }
  if ((out === undefined && !twice && !fresh) || device === 'wasm') return device;
  if (device === 'auto') return 'wasm';
  const fix = 'leave --out, --twice and --fresh away: they are for the reference’s numbers';
  throw new InputError({ path: '--device', rule: `${device} makes no record and no shard`, fix });
}

function parseRequest(options: Options): Pick<EvaluationRequest, 'track' | 'instances' | 'rows'> {
  if (options.rows !== undefined && options.out !== undefined && options.shard === undefined) {
    const fix = 'leave --out away: a quick look is not kept';
    throw new InputError({ path: '--rows', rule: 'makes no record', fix });
  }
  if (options.shard !== undefined && (options.out === undefined || resolve(options.out) === resolve(FOLDERS.results))) {
    const fix = 'name a folder for shards; npm run merge makes records of them';
    throw new InputError({ path: '--out', rule: 'is no place for a shard', fix });
  }
  return {
    ...(options.instances === undefined ? {} : { instances: parseInstances(options.instances) }),
    ...(options.rows === undefined ? {} : { rows: parseRows(options.rows) }),
    ...(options.track === undefined ? {} : { track: options.track }),
  };
}

async function runShard(loaded: LoadedSubmission, request: EvaluationRequest, root: string, options: Options): Promise<void> {
  const shard = parseShard(options.shard!);
  const started = performance.now();
  const measured = await evaluateShard(loaded, request, shard);
  const file: ShardFile = { ...measured, run: await describeRun(root, started) };
  const path = await writeShard(options.out!, file);
  const rejected = file.cells.filter((cell) => 'faults' in cell).length;
  if (options.json) printJson({ path, cells: file.cells.length, rejected });
  else console.log(`${path}: shard ${formatShard(shard)}, ${file.cells.length} cells, ${rejected} rejected`);
}

async function runOnDevice(
  loaded: LoadedSubmission,
  request: EvaluationRequest,
  root: string,
  device: Device,
  { json }: Options,
): Promise<void> {
  const started = performance.now();
  const measured = await previewOnDevice(root, loaded, request, device);
  const run = await describeRun(root, started, device);
  const previews: DevicePreview[] = measured.map((preview) => ({ ...preview, run }));
  if (json) printJson({ previews });
  else console.log(`${previews.map(formatPreview).join('\n')}\nA preview: nothing is written.`);
}

/** What only matters to an author: it is no part of a record. */
async function findNotices(
  loaded: LoadedSubmission,
  request: EvaluationRequest,
  measured: readonly Measured[],
): Promise<readonly Notice[]> {
  const ofFiles = submissionNotices(loaded, await readSubmissionFiles(loaded));
  return [...ofFiles, ...(await findSwappedModels(loaded, request, measured))];
}

async function evaluate(path: string, options: Options): Promise<void> {
  const root = process.cwd();
  const parsed = parseRequest(options);
  const choice = parseDevice(options);
  const commit = await drawCommit(root, options.seedFrom);
  const loaded = await loadSubmission((await findVersions(path)).at(-1)!);
  const folder = options.out;
  const isForGood = folder !== undefined && resolve(folder) === resolve(root, FOLDERS.results);
  if (isForGood) await assertPublishable(root, loaded, { ...parsed, commit });
  const cache = options.fresh ? null : await MeasurementCache.open(root);
  const request: EvaluationRequest = {
    ...parsed,
    suite: await requireSuite(root),
    commit,
    cache,
    twice: isForGood || options.twice === true,
  };
  const device = choice === 'auto' ? await chooseDevice(root, loaded, request, (message) => console.error(message)) : choice;
  if (device !== 'wasm') return await runOnDevice(loaded, request, root, device, options);
  if (options.shard !== undefined) return await runShard(loaded, request, root, options);
  const planned = plannedRecords(loaded, request);
  if (folder !== undefined) for (const record of planned) await assertStorable({ root, folder }, record);

  const started = performance.now();
  const measured = await evaluateSubmission(loaded, request);
  const run = await describeRun(root, started);
  const records = measured.map((result) => makeRecord(result, run));
  const stored: StoredRecord[] = [];
  if (folder !== undefined) for (const record of records) stored.push(await storeRecord({ root, folder }, record));
  const notices = await findNotices(loaded, request, measured);
  if (options.json) printJson({ records, stored, notices });
  else {
    printResults(records, stored);
    notices.forEach((notice) => console.log(formatNotice(notice)));
  }
}

const command = createCommand('evaluate', 'Evaluates a submission as the registry does. Nothing is written without --out.')
  .argument('<path>', 'submissions/<slug> (newest version), or one version of it')
  .option('--track <track>', 'one track (default: all that the submission enters)')
  .option(
    '--device <device>',
    `${CHOICES.join(', ')}: where encoders run. The reference is wasm; others make previews, compared with it on some rows`,
    'auto',
  )
  .option('--seed-from <commit>', 'commit that seeds the fresh draws, or public (default: HEAD, public outside a repository)')
  .option('--instances <list>', 'some instances only, for example 0,1: for previews')
  .option('--rows <count>', 'fewer rows than the track draws: for a quick look')
  .option('--shard <i/n>', 'only the i-th of n parts, written to --out for npm run merge')
  .option('--fresh', 'measure every model, and keep nothing for later runs')
  .option('--twice', `measure every model twice and refuse numbers that differ, as is always done with --out ${FOLDERS.results}`)
  .option('--out <folder>', `where to write records: ${FOLDERS.previews} for previews, ${FOLDERS.results} for permanent records`)
  .option('--json', 'print the records as one JSON document')
  .action(evaluate);

await runCommand(command);
