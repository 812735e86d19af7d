// Written by `npm run -s lists`. New folders come last; the order of these lines may be changed by hand.
import type { Track } from './track.ts';
import { linearIca } from './linear-ica/index.ts';
import { segments } from './segments/index.ts';
import { temporal } from './temporal/index.ts';
import { contrastiveSphere } from './contrastive-sphere/index.ts';
import { contrastiveBox } from './contrastive-box/index.ts';
import { contentStyle } from './content-style/index.ts';
import { interventions } from './interventions/index.ts';
import { superposition } from './superposition/index.ts';
import { sprites } from './sprites/index.ts';

/** Every track, in the order in which pages list them. */
export const TRACKS: readonly Track[] = [
  linearIca,
  segments,
  temporal,
  contrastiveSphere,
  contrastiveBox,
  contentStyle,
  interventions,
  superposition,
  sprites,
];
