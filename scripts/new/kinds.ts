import { dgpKind } from './dgp.ts';
import { geometryKind } from './geometry.ts';
import { metricKind } from './metric.ts';
import type { Kind } from './scaffold.ts';
import { trackKind } from './track.ts';

/** Everything but submissions that `npm run -s new` starts. */
export const KINDS: readonly Kind[] = [metricKind, dgpKind, geometryKind, trackKind];
