import type { GeneratedList } from './generated-list.ts';
import { METRIC_LISTS } from './metric-lists.ts';
import { DGP_LISTS, GEOMETRY_LISTS, TRACK_LISTS } from './suite-lists.ts';

/** Every generated list of the repository. */
export const LISTS: readonly GeneratedList[] = [...METRIC_LISTS, ...DGP_LISTS, ...GEOMETRY_LISTS, ...TRACK_LISTS];
