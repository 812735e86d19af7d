import { relative, resolve } from 'node:path';
import { InputError } from '../src/core/input-error.ts';
import { RandomStream } from '../src/core/random/stream.ts';
import { formatMismatch, type Mismatch } from '../src/registry/compare.ts';
import { LIMITS } from '../src/registry/limits.ts';
import type { ResultRecord } from '../src/registry/record.ts';
import { recordStanding } from '../src/registry/suite/standing.ts';
import { addendumFaults, addendumPath } from '../src/registry/addendum.ts';
import { permalinkDigest } from '../src/registry/digest.ts';
import { readAddendaOf, readAddendum } from '../src/runtime/node/addendum-files.ts';
import { runCells } from '../src/runtime/node/cell-pool.ts';
import { setModes } from '../src/runtime/node/command-modes.ts';
import { createCommand, printJson, runCommand } from '../src/runtime/node/command.ts';
import { FOLDERS, listFiles, posixPath, readTextIfPresent } from '../src/runtime/node/folders.ts';
import { readRecord } from '../src/runtime/node/record-files.ts';
import { readSuites, requireSuite } from '../src/runtime/node/suite-files.ts';
import { verifyWithItsEngine } from '../src/runtime/node/verify-old-record.ts';
import {
  addendumCells,
  cellMismatches,
  isCurrentAddendum,
  planVerification,
  type RecordedCell,
} from '../src/runtime/node/verify-record.ts';

interface Options {
  readonly all?: true;
  readonly sample?: string;
  readonly seed: string;
  readonly submissions: string;
  readonly json?: true;
}

interface RecordFile {
  readonly file: string;
  readonly record: ResultRecord;
}

interface RecordMismatch extends Mismatch {
  readonly record: string;
}

async function chooseFiles(root: string, paths: readonly string[], all: boolean): Promise<string[]> {
  if (all && paths.length > 0) {
    throw new InputError({ path: paths[0]!, rule: 'is not used with --all', fix: 'leave it out, or leave --all out' });
  }
  if (!all && paths.length === 0) {
    throw new InputError({ path: 'verify', rule: 'needs records', fix: 'name files, or give --all for every committed record' });
  }
  if (!all) return [...paths];
  const names = await listFiles(resolve(root, FOLDERS.results));
  return names.filter((name) => name.endsWith('.json')).map((name) => `${FOLDERS.results}/${name}`);
}

function sampleCells<T>(cells: readonly T[], { sample, seed }: Options): readonly T[] {
  if (sample === undefined) return cells;
  if (!/^[1-9]\d*$/.test(sample))
    throw new InputError({ path: '--sample', rule: 'is no whole number above 0', fix: 'give for example 5' });
  const chosen = new RandomStream('custodes/verify', 'sample', seed).choice(cells.length, Math.min(Number(sample), cells.length));
  return cells.filter((_, index) => chosen.includes(index));
}

/** A record that was named, or the record of an addendum that was named: both are verified together. */
async function readNamed(root: string, file: string): Promise<RecordFile> {
  const path = posixPath(file);
  if (!/(^|\/)addenda\//.test(path)) return { file, record: await readRecord(resolve(file), path) };
  const { added } = await readAddendum(resolve(file), path);
  const own = `${FOLDERS.results}/${added.track.id}/${permalinkDigest(added.extends)}.json`;
  if ((await readTextIfPresent(resolve(root, own))) === null) {
    throw new InputError({ path, rule: `extends ${own}, which is not there`, fix: 'restore the record, or remove the addendum' });
  }
  return { file: own, record: await readRecord(resolve(root, own), own) };
}

async function verify(paths: readonly string[], options: Options): Promise<void> {
  const root = process.cwd();
  const files: RecordFile[] = [];
  for (const file of await chooseFiles(root, paths, options.all === true)) files.push(await readNamed(root, file));
  const suite = await requireSuite(root);
  const [suites, addendaOf] = [await readSuites(root), await readAddendaOf(root)];
  const isOlder = ({ record }: RecordFile) => recordStanding(record.measured, suite, suites).kind === 'older';
  const current = files.filter((file) => !isOlder(file));

  const mismatches: RecordMismatch[] = [];
  // Told as they are found: the whole may take an hour, and an end that never comes must not swallow them.
  const report = (record: string, found: readonly Mismatch[]) => {
    found.forEach((mismatch) => console.error(`${record}${formatMismatch(mismatch)}`));
    mismatches.push(...found.map((mismatch) => ({ record, ...mismatch })));
  };
  const leftOut: string[] = [];
  const cells: { readonly file: string; readonly cell: RecordedCell }[] = [];
  for (const { file, record } of current) {
    const complete = !posixPath(relative(resolve(root, FOLDERS.results), resolve(file))).startsWith('..');
    const plan = await planVerification(record, { root, submissionsRoot: options.submissions, suite, suites, complete });
    report(file, plan.mismatches);
    cells.push(...plan.cells.map((cell) => ({ file, cell })));
    for (const addendum of addendaOf(record.result_digest)) {
      const place = `${FOLDERS.addenda}/${addendumPath(addendum)}`;
      const faults = addendumFaults(record, addendum, place);
      if (faults.length > 0) throw new InputError(...faults);
      if (isCurrentAddendum(addendum, suite))
        cells.push(...addendumCells(addendum, plan.cells).map((cell) => ({ file: place, cell })));
      else leftOut.push(place);
    }
  }
  const chosen = sampleCells(cells, options);
  const byTask = new Map(chosen.map((recorded) => [recorded.cell.task, recorded]));
  await runCells(
    'cells',
    chosen.map(({ cell }) => cell.task),
    LIMITS.evaluation,
    (task, outcome) => {
      const { file, cell } = byTask.get(task)!;
      report(file, cellMismatches(cell, outcome));
    },
  );
  const older = files.filter(isOlder);
  // Each needs an engine of its own, set up from its commit: minutes, which nobody who asks for a sample of everything expects.
  const reopened = options.all && options.sample !== undefined ? [] : older;
  for (const { file, record } of reopened) {
    const reproduced = await verifyWithItsEngine(root, resolve(options.submissions), resolve(file), record);
    if (!reproduced) report(file, [{ path: '', expected: 'reproduced by its own engine', got: 'not reproduced' }]);
  }

  if (mismatches.length > 0) process.exitCode = 1;
  if (options.json) {
    const records = current.length + reopened.length;
    const left_out = older.length - reopened.length + leftOut.length;
    printJson({ records, left_out, cells: chosen.length, of: cells.length, reproduced: mismatches.length === 0, mismatches });
  } else if (mismatches.length === 0) {
    console.log(
      `${current.length + reopened.length} records, ${chosen.length} of ${cells.length} models recomputed: every bit as recorded`,
    );
    for (const place of leftOut) console.log(`${place} left out: this engine computes other numbers`);
    if (older.length > reopened.length)
      console.log(
        `${older.length} records that rest on older parts of the suite left out: without --sample their own engines recompute them`,
      );
  }
}

const command = createCommand(
  'verify',
  'Recomputes records and their addenda from the submitted files and compares them bit for bit.',
)
  .argument('[records...]', 'files of records, or of addenda')
  .option('--all', 'every committed record')
  .option('--sample <count>', 'recompute this many models, drawn at random; digests are checked for all records of this engine')
  .option('--seed <seed>', 'what draws the sample', '0')
  .option('--submissions <folder>', 'where the submissions lie', FOLDERS.submissions)
  .option('--json', 'print the outcome as one JSON document')
  .action(verify);

const always = ['all', 'submissions', 'json'];
await runCommand(
  setModes(command, [
    { name: 'with --sample', askedBy: ['sample'], reads: [...always, 'seed'] },
    { name: 'without --sample', reads: always },
  ]),
);
