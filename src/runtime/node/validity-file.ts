import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError } from '../../core/input-error.ts';
import type { Score } from '../../evaluation/validity/cell.ts';
import type { ValidityJob } from '../../evaluation/validity/job.ts';
import { computeTables, type RunJobs } from '../../evaluation/validity/table.ts';
import type { MetricKey } from '../../metrics/catalogue.ts';
import { RandomStream } from '../../core/random/stream.ts';
import { writeTables } from '../../registry/validity-document.ts';
import { ValidityPool } from './validity-pool.ts';
import { writeFileAtomically } from './write-file.ts';

/** What to tell while the work goes on. */
export interface ValidityWatch {
  onJobs(count: number): void;
  onJob(): void;
}

/** Where a metric's tables are kept. */
function validityPath(metric: MetricKey): string {
  return `content/validity/${metric}.json`;
}

function watched(pool: ValidityPool, watch: ValidityWatch): RunJobs {
  return (jobs) => {
    watch.onJobs(jobs.length);
    return pool.run(jobs, () => watch.onJob());
  };
}

/** Computes one metric's tables and writes them. @returns path of the file */
export async function writeValidity(root: string, metric: MetricKey, workers: number, watch: ValidityWatch): Promise<string> {
  const tables = await computeTables(metric, watched(new ValidityPool(root, workers), watch));
  const path = validityPath(metric);
  await writeFileAtomically(join(root, path), `${JSON.stringify(writeTables(tables))}\n`);
  return path;
}

/** Stands for a job that the check does not draw. */
const SKIPPED: readonly Score[] = [];

async function committed(root: string, metric: MetricKey): Promise<string> {
  const path = validityPath(metric);
  try {
    return await readFile(join(root, path), 'utf8');
  } catch {
    throw new InputError({ path, rule: 'is missing', fix: `compute it with: npm run validity -- --metrics ${metric}` });
  }
}

function findCell(text: string, job: ValidityJob): readonly (number | null)[] | undefined {
  // Compared number by number with what is computed: what is not as it must be differs.
  // eslint-disable-next-line custodes/validated-documents
  const { strata, doses } = JSON.parse(text) as ReturnType<typeof writeTables>;
  const sizes = JSON.stringify(job.request);
  const place = ({ law, n, d, m }: (typeof strata)[number] | (typeof doses)[number]) => JSON.stringify({ law, n, d, m });
  const { sampler } = job;
  if (typeof sampler !== 'string')
    return doses.find((entry) => place(entry) === sizes && entry.curve === sampler.curve && entry.dose === sampler.dose)?.scores;
  return strata
    .find((entry) => place(entry) === sizes && entry.part === job.numbers[0]!.part)
    ?.cells.find((entry) => entry.sampler === sampler)?.scores;
}

/**
 * Recomputes some cells of a committed file, without the cache, and compares every score.
 *
 * @param sample how many cells, chosen by `seed`
 * @throws InputError where one differs or is missing
 */
export async function checkValidity(
  root: string,
  metric: MetricKey,
  { sample, seed, workers }: { readonly sample: number; readonly seed: number; readonly workers: number },
  watch: ValidityWatch,
): Promise<number> {
  const text = await committed(root, metric);
  let jobs: readonly ValidityJob[] = [];
  // Planning alone: every job of the first look is named, none is run.
  await computeTables(metric, async (wanted) => {
    jobs = [...jobs, ...wanted.filter(({ first }) => first === 0)];
    return wanted.map(({ numbers }) => numbers.map(() => SKIPPED));
  });
  const chosen = [
    ...new RandomStream('custodes/validity-check', seed, metric).choice(jobs.length, Math.min(sample, jobs.length)),
  ];
  const drawn = chosen.map((k) => jobs[k]!);
  const scores = await watched(new ValidityPool(null, workers), watch)(drawn);
  drawn.forEach((job, k) => {
    const stored = findCell(text, job)?.slice(0, job.draws);
    const recomputed = scores[k]![0]!.map((score) => (score === null ? null : Math.round(score * 10_000)));
    if (JSON.stringify(stored) === JSON.stringify(recomputed)) return;
    const where = `${JSON.stringify(job.request)} ${JSON.stringify(job.sampler)}`;
    throw new InputError({
      path: validityPath(metric),
      rule: `differs from what this engine computes at ${where}`,
      fix: `compute it again with: npm run validity -- --metrics ${metric}`,
    });
  });
  return drawn.length;
}
