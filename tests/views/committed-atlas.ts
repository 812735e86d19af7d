import { joinAtlas, joinExperiments } from '../../src/evaluation/join-atlas.ts';
import { readAtlas } from '../../src/runtime/node/atlas-file.ts';

const files = [...(await readAtlas(process.cwd())).values()];

/** The committed volumes with all metrics. */
export const COMMITTED_VOLUMES = joinAtlas(files);

/** The committed sweeps with all metrics. */
export const COMMITTED_EXPERIMENTS = joinExperiments(files);
