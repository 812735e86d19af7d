import { metricKind } from './metric.ts';
import type { Kind } from './scaffold.ts';

/** Everything but submissions that `npm run -s new` starts. */
export const KINDS: readonly Kind[] = [metricKind];
