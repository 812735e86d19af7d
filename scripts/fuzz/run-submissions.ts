import { spawnSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, open, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { formatFault, InputError } from '../../src/core/input-error.ts';
import { RandomStream } from '../../src/core/random/stream.ts';
import { startProgress } from '../../src/runtime/node/progress.ts';
import { auditFolder } from '../../src/runtime/node/submission-audit.ts';
import { findVersions } from '../../src/runtime/node/submission-folder.ts';
import type { FuzzRequest } from './run-mutations.ts';
import { readSources } from './sources.ts';
import { drawSubmission, type DrawnSubmission, type FolderEntry } from './submission-mutation.ts';

/** How a submission can end. All but `broken` are as they should be. */
export const SUBMISSION_ENDINGS = ['accepted', 'refused', 'broken'] as const;
export type SubmissionEnding = (typeof SUBMISSION_ENDINGS)[number];

export interface SubmissionReport {
  readonly seed: string;
  readonly from: number;
  readonly submissions: number;
  readonly outcomes: Readonly<Record<SubmissionEnding, number>>;
  /** Of them, those that the command `check` looked at as well, by its exit code. */
  readonly exitCodes: Readonly<Record<string, number>>;
  readonly broken: readonly { readonly mutation: number; readonly what: string }[];
  /** Submissions by the rules that refused them, numbers and names left out. */
  readonly rules: Readonly<Record<string, number>>;
  /** The longest audit. */
  readonly slowestSeconds: number;
}

/** One fault is one line that a terminal shows. */
const ONE_LINE = /^[ -~]{3,700}$/;
/** Every so many submissions the command itself is started: a process takes longer than a hundred audits. */
const COMMAND_EVERY = 250;
const CHECK = join(import.meta.dirname, '../check.ts');
/** A command that takes longer hangs. */
const HANG_MILLISECONDS = 120_000;

async function writeEntry(path: string, entry: FolderEntry): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  switch (entry.kind) {
    case 'file':
      await writeFile(path, entry.bytes);
      if (entry.mode !== undefined) await chmod(path, entry.mode);
      return;
    case 'zeros': {
      const file = await open(path, 'w');
      await file.truncate(entry.size);
      await file.close();
      return;
    }
    case 'link':
      return await symlink(entry.to, path);
    case 'folder':
      await mkdir(path);
      return;
    case 'pipe':
      if (spawnSync('mkfifo', [path]).status !== 0) throw new Error('mkfifo failed');
  }
}

/** Entries that cannot lie beside others, as a file in a file's place, are left out. */
async function writeDrawn(root: string, { slug, version, entries }: DrawnSubmission): Promise<string> {
  const folder = join(root, 'submissions', slug, version);
  await mkdir(folder, { recursive: true });
  for (const [name, entry] of entries) {
    try {
      await writeEntry(join(folder, name), entry);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : '';
      if (!['EEXIST', 'EISDIR', 'ENOTDIR', 'ENAMETOOLONG', 'EILSEQ', 'ELOOP', 'ENOENT', 'EACCES', 'EINVAL'].includes(code))
        throw error;
    }
  }
  return folder;
}

async function listing(root: string): Promise<string> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  return entries
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .toSorted()
    .join('\n');
}

/** What `check` says of a folder, in this process. */
async function linesOf(folder: string, root: string): Promise<readonly string[]> {
  try {
    const lines: string[] = [];
    for (const version of await findVersions(folder)) lines.push(...(await auditFolder(version, root)).faults.map(formatFault));
    return lines;
  } catch (error) {
    if (error instanceof InputError) return error.faults.map(formatFault);
    throw error;
  }
}

interface Ending {
  readonly ending: SubmissionEnding;
  readonly what: string;
  readonly exitCode?: string;
}

async function examine(root: string, folder: string, byCommand: boolean): Promise<Ending> {
  const before = await listing(root);
  let lines: readonly string[];
  try {
    lines = await linesOf(folder, root);
  } catch (error) {
    return { ending: 'broken', what: `the audit failed: ${String(error)}` };
  }
  const odd = lines.find((line) => !ONE_LINE.test(line));
  if (odd !== undefined) return { ending: 'broken', what: `no line for a terminal: ${JSON.stringify(odd)}` };
  const ending = lines.length > 0 ? 'refused' : 'accepted';
  let exitCode: string | undefined;
  if (byCommand) {
    const { status, stderr } = spawnSync(process.execPath, [CHECK, folder], {
      cwd: root,
      encoding: 'utf8',
      timeout: HANG_MILLISECONDS,
    });
    exitCode = String(status);
    if (status !== (ending === 'refused' ? 1 : 0))
      return { ending: 'broken', what: `check exits with ${exitCode}: ${stderr}`, exitCode };
  }
  if ((await listing(root)) !== before) return { ending: 'broken', what: 'a file was written or removed' };
  return { ending, what: lines[0] ?? '', ...(exitCode !== undefined && { exitCode }) };
}

/** A rule without what differs from submission to submission. */
function kindOf(line: string): string {
  const rule = /^.*?: (.*?);/.exec(line)?.[1] ?? line;
  return rule
    .replaceAll(/"[^"]*"|\([^)]*\)/g, '…')
    .replaceAll(/\d+/g, 'n')
    .slice(0, 60);
}

/**
 * Draws whole submissions, writes each to a folder of its own, and audits it as `check` does: each must be accepted or refused in plain lines,
 * and leave the folder as it was.
 */
export async function runSubmissions({ seed, from, count }: FuzzRequest): Promise<SubmissionReport> {
  const sources = await readSources();
  const outcomes: Record<SubmissionEnding, number> = { accepted: 0, refused: 0, broken: 0 };
  const [exitCodes, rules]: [Record<string, number>, Record<string, number>] = [{}, {}];
  const broken: { mutation: number; what: string }[] = [];
  const progress = startProgress('submissions', count);
  let slowest = 0;
  for (let index = from; index < from + count; index++) {
    const root = await mkdtemp(join(tmpdir(), 'custodes-fuzz-'));
    try {
      const folder = await writeDrawn(
        root,
        drawSubmission(new RandomStream('custodes/fuzz', 'submissions', seed, index), sources),
      );
      const start = performance.now();
      const { ending, what, exitCode } = await examine(root, folder, index % COMMAND_EVERY === 0);
      if (exitCode === undefined) slowest = Math.max(slowest, performance.now() - start);
      else exitCodes[exitCode] = (exitCodes[exitCode] ?? 0) + 1;
      outcomes[ending]++;
      if (ending === 'broken') broken.push({ mutation: index, what });
      if (ending === 'refused') rules[kindOf(what)] = (rules[kindOf(what)] ?? 0) + 1;
    } finally {
      await rm(root, { recursive: true, force: true });
    }
    progress.advance();
  }
  progress.stop();
  const byCount = Object.fromEntries(Object.entries(rules).toSorted(([, a], [, b]) => b - a));
  return { seed, from, submissions: count, outcomes, exitCodes, broken, rules: byCount, slowestSeconds: slowest / 1000 };
}
