import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Tinypool } from 'tinypool';
import Type from 'typebox';
import { fingerprintGroup } from '../../evaluation/score-fingerprint.ts';
import type { Score } from '../../evaluation/validity/cell.ts';
import { jobDraws, jobProbe, numberName, type ValidityJob } from '../../evaluation/validity/job.ts';
import { METRIC_HOMES } from '../../metrics/homes.ts';
import type { MetricKey } from '../../metrics/catalogue.ts';
import { arrayDigest, sha256Hex } from '../../registry/digest.ts';
import { createValidator } from '../../registry/validator.ts';
import { writeFileAtomically } from './write-file.ts';

const FOLDER = '.cache/validity';

/** Scores of one job by the name of the number and the fingerprint of the computation that gave them. */
type Known = Readonly<Record<string, readonly Score[]>>;

const cacheFile = createValidator(
  Type.Record(Type.String(), Type.Array(Type.Unsafe<number | null>({ type: ['number', 'null'] }))),
);

/** Scores of many jobs, over worker threads, with a cache on disk: a killed run loses the jobs in progress only. The numbers depend on neither. */
export class ValidityPool {
  readonly #root: string | null;
  readonly #workers: number;
  readonly #fingerprints = new Map<unknown, string>();

  /** @param root folder of the cache, or null to use none */
  constructor(root: string | null, workers: number) {
    this.#root = root;
    this.#workers = workers;
  }

  #fingerprint(metric: MetricKey): string {
    const { computation } = METRIC_HOMES[metric];
    const known = this.#fingerprints.get(computation) ?? fingerprintGroup(computation);
    this.#fingerprints.set(computation, known);
    return known;
  }

  #pathOf(job: ValidityJob): string | null {
    const draws = sha256Hex(new TextEncoder().encode(`${jobDraws(job)}\n${arrayDigest(jobProbe(job))}`));
    return this.#root === null ? null : join(this.#root, FOLDER, `${draws}.json`);
  }

  /** A file that cannot be read counts as nothing: it is only a cache. */
  async #read(path: string | null): Promise<Known> {
    if (path === null) return {};
    try {
      return cacheFile.parse(await readFile(path, 'utf8'), path);
    } catch {
      return {};
    }
  }

  /**
   * @param onJob called when a job is done
   * @returns scores of each job's numbers, in the order of the jobs
   */
  async run(jobs: readonly ValidityJob[], onJob: () => void): Promise<(readonly Score[])[][]> {
    const filename = new URL('./validity-worker.ts', import.meta.url).href;
    const pool = new Tinypool({ filename, runtime: 'worker_threads', minThreads: 1, maxThreads: this.#workers });
    try {
      return await Promise.all(
        jobs.map(async (job) => {
          const path = this.#pathOf(job);
          const known = await this.#read(path);
          const names = job.numbers.map((number) => `${numberName(number)}@${this.#fingerprint(number.metric)}`);
          const missing = job.numbers.filter((_, k) => known[names[k]!] === undefined);
          const computed = missing.length === 0 ? [] : ((await pool.run({ ...job, numbers: missing })) as Score[][]);
          const fresh = missing.map((number, k) => [names[job.numbers.indexOf(number)]!, computed[k]!] as const);
          const complete: Known = { ...known, ...Object.fromEntries(fresh) };
          if (path !== null && missing.length > 0) await writeFileAtomically(path, JSON.stringify(complete));
          onJob();
          return names.map((name) => complete[name]!);
        }),
      );
    } finally {
      await pool.destroy();
    }
  }
}
