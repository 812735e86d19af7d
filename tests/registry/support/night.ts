import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { formatFault, InputError } from '../../../src/core/input-error.ts';
import type { Attempt } from '../../../src/registry/attempts.ts';
import { sha256Hex } from '../../../src/registry/digest.ts';
import type { PlannedJob } from '../../../src/registry/planned-job.ts';
import { parseShard } from '../../../src/registry/shard.ts';
import type { ShardFile } from '../../../src/registry/shard-file.ts';
import { exampleManifest } from '../../../src/registry/submission-scaffold.ts';
import type { Submission } from '../../../src/registry/submission.ts';
import { SUITE_VERSION, type SuiteVersion } from '../../../src/registry/suite/suite-version.ts';
import { evaluateShard } from '../../../src/runtime/node/evaluate-submission.ts';
import { findPendingWork } from '../../../src/runtime/node/pending-work.ts';
import type { FinishedJob } from '../../../src/runtime/node/planned-shards.ts';
import { planRecords, type RecordPlan } from '../../../src/runtime/node/record-plan.ts';
import { publishWork } from '../../../src/runtime/node/record-publication.ts';
import { writeShard } from '../../../src/runtime/node/shard-files.ts';
import { loadSubmission } from '../../../src/runtime/node/submission-folder.ts';
import { readSuite } from '../../../src/runtime/node/suite-files.ts';
import { linearIca } from '../../../src/suite/tracks/linear-ica/index.ts';
import { inventedMeasurement, inventing } from './invented-codes.ts';
import { linearModel } from './onnx-model.ts';

const PROJECT = resolve(import.meta.dirname, '../../..');
const ENGINE = 'e'.repeat(40);

/** A file of a commit, or a link where `link` says where to. */
export type Entry = string | Uint8Array | { readonly link: string };
export type Files = Record<string, Entry>;

/** Files of an honest submission, with weights of its own. */
export function honestFiles(
  slug: string,
  owner: number,
  change: (manifest: Submission) => unknown = (manifest) => manifest,
): Files {
  const { d } = linearIca.createInstance(0, 'main');
  const weights = Array.from({ length: d }, (_, i) =>
    Array.from({ length: d }, (_unused, j) => (i === j ? 1 : 1 / (owner + i + j))),
  );
  const bytes = linearModel({ weights });
  const manifest: Submission = {
    ...exampleManifest(slug, linearIca),
    title: `Method ${slug}`,
    summary: `What ${slug} does, and why its factors are identified.`,
    authors: [`Author ${owner}`],
    owner: { github_id: owner, login: `author-${owner}` },
    method: { name: `Method ${slug}` },
    recipe: { command: `python ${slug}.py`, text: 'Own data, 100 epochs.' },
    tracks: [
      { track: 'linear-ica', kind: 'encoder', models: { main: { '0': { '0': { file: 'a.onnx', sha256: sha256Hex(bytes) } } } } },
    ],
  };
  const folder = `submissions/${slug}/1`;
  return { [`${folder}/a.onnx`]: bytes, [`${folder}/submission.json`]: `${JSON.stringify(change(manifest), null, 2)}\n` };
}

/** What became of one job: its shard, as it was written, for a test to tamper with before anybody reads it. */
export interface Left {
  readonly job: PlannedJob;
  /** Folder of its artefact. */
  readonly folder: string;
  readonly file: string;
  readonly shard: ShardFile;
  /** What GitHub says of the jobs that ended well. */
  readonly finished: Map<string, FinishedJob>;
}

/** Writes a shard anew, as a machine would that was taken over. */
export function rewrite({ job, file, finished }: Pick<Left, 'job' | 'file' | 'finished'>, text: string): void {
  writeFileSync(file, text);
  finished.set(job.artefact, { attempt: 1, sha256: sha256Hex(new TextEncoder().encode(text)) });
}

/** A registry in a folder of its own, in which nights pass. */
export class Night {
  readonly root = mkdtempSync(join(tmpdir(), 'custodes-night-'));
  readonly #suite: SuiteVersion;
  /** What models are measured to be. */
  measure = inventedMeasurement;

  private constructor(suite: SuiteVersion) {
    this.#suite = suite;
  }

  /** @param merges files of each merge, in order */
  static async fall(merges: readonly Files[]): Promise<Night> {
    const night = new Night((await readSuite(PROJECT, SUITE_VERSION))!);
    night.#git('init', '--quiet', '--initial-branch=main');
    night.#commit(merges);
    night.#git('checkout', '--quiet', '--force', 'main');
    mkdirSync(join(night.root, 'content/suite'), { recursive: true });
    copyFileSync(join(PROJECT, `content/suite/${SUITE_VERSION}.json`), join(night.root, `content/suite/${SUITE_VERSION}.json`));
    return night;
  }

  #git(...args: readonly string[]): void {
    execFileSync('git', ['-C', this.root, ...args], { stdio: ['ignore', 'ignore', 'pipe'] });
  }

  #commit(merges: readonly Files[]): void {
    const ledger = { 'content/withdrawals.json': '{ "schema": "custodes/withdrawals/1", "withdrawals": [] }\n' };
    const parts: Buffer[] = [];
    [ledger, ...merges].forEach((files: Files, i) => {
      parts.push(
        Buffer.from(`commit refs/heads/main\ncommitter Test <test@example.org> ${1_700_000_000 + i} +0000\ndata 1\nm\n`),
      );
      for (const [path, entry] of Object.entries(files)) {
        const isLink = typeof entry === 'object' && 'link' in entry;
        const bytes = Buffer.from((isLink ? entry.link : entry) as Uint8Array);
        parts.push(
          Buffer.from(`M ${isLink ? '120000' : '100644'} inline ${path}\ndata ${bytes.byteLength}\n`),
          bytes,
          Buffer.from('\n'),
        );
      }
    });
    const input = Buffer.concat(parts);
    execFileSync('git', ['-C', this.root, 'fast-import', '--quiet', '--date-format=raw'], {
      input,
      stdio: ['pipe', 'ignore', 'pipe'],
    });
  }

  /** What a run would plan. @param attempts lines of the ledger @param run its number */
  async plan(attempts: readonly Attempt[], run: string): Promise<RecordPlan> {
    return await planRecords(await findPendingWork(this.root, this.#suite, false), attempts, run);
  }

  /** One job of the matrix: audits, and measures with invented codes. Nothing where the job fails. */
  async #evaluate(job: PlannedJob, finished: Map<string, FinishedJob>): Promise<Left | null> {
    const loaded = await loadSubmission(join(this.root, job.submission));
    const request = {
      suite: this.#suite,
      commit: job.commit,
      track: job.track!,
      twice: true,
      measureAll: inventing(this.measure),
    };
    try {
      const measured = await evaluateShard(loaded, request, parseShard(job.shard));
      const run = { device: 'wasm on linux x64', node: 'v24', engine_commit: ENGINE, seconds: 1, approver: null };
      const folder = join(this.root, 'shards', `${job.artefact}-1`);
      const file = await writeShard(folder, { ...measured, run });
      finished.set(job.artefact, { attempt: 1, sha256: sha256Hex(readFileSync(file)) });
      return { job, folder, file, shard: { ...measured, run }, finished };
    } catch (error) {
      if (error instanceof InputError) return null;
      throw error;
    }
  }

  /**
   * The recorder's run: plan, evaluation, publication.
   *
   * @param tamper is given what every job left, before it is read
   * @returns slugs that were recorded, and one line for each fault
   */
  async run(tamper: (left: readonly Left[]) => void = () => undefined): Promise<{ recorded: string[]; faults: string[] }> {
    rmSync(join(this.root, 'shards'), { recursive: true, force: true });
    const plan = await planRecords(await findPendingWork(this.root, this.#suite, false), [], '1');
    const finished = new Map<string, FinishedJob>();
    const left: Left[] = [];
    for (const job of plan.jobs) {
      const one = await this.#evaluate(job, finished);
      if (one !== null) left.push(one);
    }
    tamper(left);
    const folder = join(this.root, 'shards');
    const circumstances = { jobs: plan.jobs, finished, folder, engine: ENGINE, approver: null };
    // Another job of the same run works the pending records out for itself.
    const { records, faults } = await publishWork(this.root, await findPendingWork(this.root, this.#suite, false), circumstances);
    return {
      recorded: records.map(({ measured }) => measured.submission.slug).toSorted(),
      faults: [...plan.faults, ...faults].map(formatFault),
    };
  }

  /** Every file of records, with what is written beside them. */
  recordFiles(): string[] {
    const folder = join(this.root, 'content/results');
    try {
      return readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name));
    } catch {
      return [];
    }
  }

  write(path: string, content: string): void {
    mkdirSync(dirname(join(this.root, path)), { recursive: true });
    writeFileSync(join(this.root, path), content);
  }

  end(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}
