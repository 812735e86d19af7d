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

function missingInPlan({ volumes, experiments }: AtlasPlan, scoresOf: ScoreSource): StressJob[] {
  const cells = volumes.flatMap((volume) => {
    const planned = volume.tables.flatMap((table) => table.cells);
    return missingJobs(planned, volume, levelOf(volume), scoresOf);
  });
  const settings = experiments.flatMap((experiment) => experiment.settings.map((setting) => jobOfSetting(experiment, setting)));
  return mergeJobs([...cells, ...settings.filter((job) => scoresOf(job) === undefined)]);
}

/**
 * Computes a plan, as far as the cache does not hold it, and writes its files once everything is known.
 *
 * @param root the project's folder
 * @param fresh ignore what was kept from earlier runs
 */
export async function writeAtlas(
  root: string,
  plan: AtlasPlan,
  { workers, fresh }: { readonly workers?: number | undefined; readonly fresh: boolean },
  watch: StressWatch,
): Promise<{ readonly paths: readonly string[]; readonly documents: readonly AtlasDocument[] }> {
  const rounds = new StressRounds(fresh ? null : root, workers, watch);
  await rounds.computeAll((scoresOf) => missingInPlan(plan, scoresOf));
  const documents = plan.volumes.map((volume) => assembleVolume(volume, rounds.scoresOf));
  const experiments = assembleExperiments(plan.experiments, (job) => rounds.scoresOf(job)!);
  const files = [
    ...documents.map((document) => [document.id, formatAtlas(document)] as const),
    [EXPERIMENTS_ID, formatExperiments(experiments)] as const,
  ];
  const paths = files.map(([id]) => join(root, atlasPath(id)));
  for (const [i, [, text]] of files.entries()) await writeFileAtomically(paths[i]!, text);
  return { paths, documents };
}
