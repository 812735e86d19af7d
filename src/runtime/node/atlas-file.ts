import { join } from 'node:path';
import { assembleVolume, levelOf } from '../../evaluation/atlas.ts';
import { formatAtlas, type AtlasDocument } from '../../evaluation/atlas-document.ts';
import { ATLAS_VOLUMES, type AtlasVolume } from '../../evaluation/atlas-plan.ts';
import { missingJobs, type ScoreSource } from '../../evaluation/cell-looks.ts';
import type { Experiment } from '../../evaluation/experiment.ts';
import { assembleExperiments, formatExperiments, jobOfSetting } from '../../evaluation/experiment-document.ts';
import { EXPERIMENTS } from '../../evaluation/experiments.ts';
import { mergeJobs, type StressJob } from '../../evaluation/stress-job.ts';
import { FOLDERS } from './folders.ts';
import { StressRounds, type StressWatch } from './stress-rounds.ts';
import { writeFileAtomically } from './write-file.ts';

/** Name of the file of experiments, without extension. */
export const EXPERIMENTS_ID = 'experiments';

/** Path of a file of the atlas within the project. */
export function atlasPath(id: string): string {
  return `${FOLDERS.atlas}/${id}.json`;
}

/** What is computed. */
export interface AtlasPlan {
  readonly volumes: readonly AtlasVolume[];
  readonly experiments: readonly Experiment[];
}

export const WHOLE_ATLAS: AtlasPlan = { volumes: ATLAS_VOLUMES, experiments: EXPERIMENTS };

function missingInVolume(volume: AtlasVolume, scoresOf: ScoreSource): StressJob[] {
  const planned = volume.tables.flatMap((table) => table.cells);
  return missingJobs(planned, volume, levelOf(volume), scoresOf);
}

function missingInExperiments(experiments: readonly Experiment[], scoresOf: ScoreSource): StressJob[] {
  const jobs = experiments.flatMap((experiment) => experiment.settings.map((setting) => jobOfSetting(experiment, setting)));
  return mergeJobs(jobs.filter((job) => scoresOf(job) === undefined));
}

/**
 * Computes a plan, as far as the cache does not hold it, and writes each file as soon as it is known.
 *
 * @param root the project's folder
 * @param fresh ignore what was kept from earlier runs
 */
export async function writeAtlas(
  root: string,
  { volumes, experiments }: AtlasPlan,
  { workers, fresh }: { readonly workers?: number | undefined; readonly fresh: boolean },
  watch: StressWatch,
): Promise<{ readonly paths: readonly string[]; readonly documents: readonly AtlasDocument[] }> {
  const rounds = new StressRounds(fresh ? null : root, workers, watch);
  await rounds.announce([
    ...volumes.flatMap((volume) => missingInVolume(volume, rounds.scoresOf)),
    ...missingInExperiments(experiments, rounds.scoresOf),
  ]);
  const paths: string[] = [];
  const write = async (id: string, text: string) => {
    const path = join(root, atlasPath(id));
    await writeFileAtomically(path, text);
    paths.push(path);
  };
  const documents: AtlasDocument[] = [];
  for (const volume of volumes) {
    await rounds.compute((scoresOf) => missingInVolume(volume, scoresOf));
    const document = assembleVolume(volume, rounds.scoresOf);
    documents.push(document);
    await write(document.id, formatAtlas(document));
  }
  await rounds.compute((scoresOf) => missingInExperiments(experiments, scoresOf));
  await write(EXPERIMENTS_ID, formatExperiments(assembleExperiments(experiments, (job) => rounds.scoresOf(job)!)));
  return { paths, documents };
}
