import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import Type from 'typebox';
import type { CellScores } from '../../evaluation/stress-scores.ts';
import { createValidator } from '../../registry/validator.ts';
import { writeFileAtomically } from './write-file.ts';

const FOLDER = '.cache/stress';

/** Scores of one job by the fingerprint of the metric group that gave them. */
export type CachedScores = Readonly<Record<string, CellScores>>;

const seedScores = Type.Array(Type.Unsafe<number | null>({ type: ['number', 'null'] }));
const cacheFile = createValidator(Type.Record(Type.String(), Type.Record(Type.String(), seedScores)));

/** Computed scores of the stress-test suite, one file a job, kept between runs; a killed run loses the jobs in progress only. */
export class StressCache {
  readonly #folder: string;

  constructor(root: string) {
    this.#folder = join(root, FOLDER);
  }

  #pathOf(job: string): string {
    return join(this.#folder, `${job}.json`);
  }

  /** What is known of a job. A file that cannot be read counts as nothing: it is only a cache. */
  async read(job: string): Promise<CachedScores> {
    try {
      return cacheFile.parse(await readFile(this.#pathOf(job), 'utf8'), job);
    } catch {
      return {};
    }
  }

  async write(job: string, scores: CachedScores): Promise<void> {
    await writeFileAtomically(this.#pathOf(job), JSON.stringify(scores));
  }
}
