import type { AtlasCell } from '../evaluation/atlas-document.ts';
import { independentGaussian } from '../suite/dgps/independent-gaussian/index.ts';
import { denseLinear } from '../suite/geometries/dense-linear/index.ts';

/** The same codes under two metrics. */
export interface Headline {
  /** Says recovered. */
  readonly high: AtlasCell;
  /** Says not recovered. */
  readonly low: AtlasCell;
}

/** The plainest cell on which metrics contradict one another: independent factors, mixed by a dense matrix. */
const CELL = { dgp: independentGaussian.id, geometry: denseLinear.id } as const;
const HIGH = 'r2';
const LOW = 'mcc_pearson';

/**
 * Finds the two cells, or null where the atlas lacks one of them or they do not contradict one another.
 *
 * @param cells at most one for each metric, DGP and geometry
 */
export function findHeadline(cells: readonly AtlasCell[]): Headline | null {
  const of = (metric: string) =>
    cells.find((cell) => cell.metric === metric && cell.dgp === CELL.dgp && cell.geometry === CELL.geometry);
  const high = of(HIGH);
  const low = of(LOW);
  if (typeof high?.lower !== 'number' || typeof low?.upper !== 'number') return null;
  return high.lower > low.upper ? { high, low } : null;
}
