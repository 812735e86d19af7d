import type { Experiment } from './experiment.ts';
import { OWN_EXPERIMENTS } from './own-experiments.ts';
import { PUBLISHED_EXPERIMENTS } from './published-experiments.ts';

/** Every sweep of the paper. */
export const EXPERIMENTS: readonly Experiment[] = [...PUBLISHED_EXPERIMENTS, ...OWN_EXPERIMENTS];
