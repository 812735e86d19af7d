import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError } from '../../core/input-error.ts';
import { RandomStream } from '../../core/random/stream.ts';
import { assembleCell } from '../../evaluation/atlas.ts';
import { metricsOf, requestOf, type AtlasDocument, type StoredCell } from '../../evaluation/atlas-document.ts';
import { missingJobs } from '../../evaluation/cell-looks.ts';
import { COMPUTED_METRICS, listClaims } from '../../evaluation/claims.ts';
import { assembleSetting, type ExperimentDocument, type StoredExperiment } from '../../evaluation/experiment-document.ts';
import { mergeJobs, type StressJob } from '../../evaluation/stress-job.ts';
import type { MetricKey } from '../../metrics/catalogue.ts';
import { atlasPath, EXPERIMENTS_ID, type AtlasPlan } from './atlas-file.ts';
import { StressRounds, type StressWatch } from './stress-rounds.ts';

/** One line of a committed file that can be recomputed on its own. */
interface Entry {
  readonly name: string;
  readonly path: string;
  readonly stored: { readonly digest: string };
  /** Jobs that are still missing. */
  needs(rounds: StressRounds): readonly StressJob[];
  /** The line anew. */
  recompute(rounds: StressRounds): { readonly digest: string };
}

async function readDocument(root: string, id: string): Promise<unknown> {
  const path = atlasPath(id);
  try {
    return JSON.parse(await readFile(join(root, path), 'utf8')) as unknown;
  } catch {
    throw new InputError({ path, rule: 'is missing or not JSON', fix: 'compute it with: npm run stress' });
  }
}

function refuseGoneMetrics(path: string, metrics: readonly MetricKey[]): void {
  const gone = metrics.filter((key) => !COMPUTED_METRICS.includes(key));
  if (gone.length === 0) return;
  const rule = `holds ${[...new Set(gone)].join(', ')}, which are computed no longer`;
  throw new InputError({ path, rule, fix: 'recompute it with: npm run stress' });
}

function settingOf({ dgp, geometry, parameters }: Pick<StoredCell, 'dgp' | 'geometry' | 'parameters'>): string {
  return `${dgp}/${geometry}${parameters ? JSON.stringify(parameters) : ''}`;
}

function cellEntries(document: AtlasDocument): Entry[] {
  const path = atlasPath(document.id);
  const metrics = document.parts.map(({ metric }) => metric);
  refuseGoneMetrics(path, metrics);
  const claims = listClaims(metrics);
  return document.cells.map((stored) => {
    const planned = { request: requestOf(stored), metrics: metricsOf(document, stored) };
    return {
      name: `${stored.table}/${settingOf(stored)}`,
      path,
      stored,
      needs: ({ scoresOf }) => missingJobs([planned], document, document.level, scoresOf),
      recompute: ({ scoresOf }) => assembleCell(stored.table, planned, claims, document, document.level, scoresOf),
    };
  });
}

function settingEntries({ id, holdout, parts, settings }: StoredExperiment, seeds: number): Entry[] {
  const path = atlasPath(EXPERIMENTS_ID);
  const metrics = parts.map(({ metric }) => metric);
  refuseGoneMetrics(path, metrics);
  const claims = listClaims(metrics);
  return settings.map((stored) => {
    const { panel, at, dgp, geometry, n, d, m, parameters } = stored;
    const request = { dgp, geometry, n, d, m, ...(parameters === undefined ? {} : { parameters }) };
    const job: StressJob = { request, metrics, holdout, seeds };
    return {
      name: `${id}/${panel}/${settingOf(stored)}`,
      path,
      stored,
      needs: ({ scoresOf }) => (scoresOf(job) === undefined ? [job] : []),
      recompute: ({ scoresOf }) => assembleSetting({ panel, at, request }, claims, scoresOf(job)!),
    };
  });
}

/**
 * Recomputes some lines of the committed atlas from nothing and compares every number, every verdict and the digest of all bits.
 *
 * @param sample number of lines, chosen by `seed` from all files; all where there are no more
 * @returns names of the lines checked
 * @throws InputError with one fault for each line that differs
 */
export async function checkAtlas(
  root: string,
  { volumes }: AtlasPlan,
  { sample, seed, workers }: { readonly sample: number; readonly seed: number; readonly workers?: number | undefined },
  watch: StressWatch,
): Promise<readonly string[]> {
  const documents = await Promise.all(volumes.map(({ id }) => readDocument(root, id)));
  const { experiments, seeds } = (await readDocument(root, EXPERIMENTS_ID)) as ExperimentDocument;
  const entries = [
    ...documents.flatMap((document) => cellEntries(document as AtlasDocument)),
    ...experiments.flatMap((experiment) => settingEntries(experiment, seeds)),
  ];
  const count = Math.min(sample, entries.length);
  const chosen = [...new RandomStream('custodes/atlas-check', seed).choice(entries.length, count)].map((i) => entries[i]!);
  const rounds = new StressRounds(null, workers, watch);
  await rounds.compute(() => mergeJobs(chosen.flatMap((entry) => entry.needs(rounds))));
  const faults = chosen.flatMap((entry) => {
    const recomputed = entry.recompute(rounds);
    if (JSON.stringify(recomputed) === JSON.stringify(entry.stored)) return [];
    const rule = `${entry.name} is recorded as ${entry.stored.digest} and recomputed as ${recomputed.digest}`;
    return [{ path: entry.path, rule, fix: 'recompute the atlas with: npm run stress' }];
  });
  if (faults.length > 0) throw new InputError(...faults);
  return chosen.map(({ name }) => name);
}
