import type { MetricKey } from '../metrics/catalogue.ts';
import { METRIC_HOMES } from '../metrics/homes.ts';
import type { CostPoint } from '../metrics/metric-home.ts';
import { DGPS } from '../suite/dgps/catalogue.ts';
import { GEOMETRIES } from '../suite/geometries/catalogue.ts';
import { within, type Reach } from '../suite/reach.ts';
import { COMPUTED_METRICS } from './claims.ts';

/** Where a cell lies. */
interface Place {
  readonly dgp: string;
  readonly geometry: string;
}

/** A choice of cells of a table. */
export interface Coverage {
  readonly id: 'all' | 'representative' | 'core' | 'none';
  /** Seconds of one core that a group of metrics may take on these cells. */
  readonly budgetSeconds: number;
  /** What the choice keeps, in words. */
  readonly rule: string;
  includes(place: Place): boolean;
}

/** The cells of the DGPs and geometries that reach as far as a choice. */
function selection(choice: Reach): Pick<Coverage, 'rule' | 'includes'> {
  const dgps: readonly string[] = within(choice, DGPS).map(({ id }) => id);
  const geometries: readonly string[] = within(choice, GEOMETRIES).map(({ id }) => id);
  return {
    rule: `${dgps.join(', ')} × ${geometries.join(', ')}`,
    includes: ({ dgp, geometry }) => dgps.includes(dgp) && geometries.includes(geometry),
  };
}

/** Seconds of one core that one group of metrics may take in one table. */
export const TABLE_BUDGET_SECONDS = 15;

/** The fewest cells are kept for longer, so that few metrics are left out altogether. */
export const CORE_BUDGET_SECONDS = 30;

/** From most cells to none. Independent factors are in all but the last, since verdicts compare with them. */
export const COVERAGES: readonly Coverage[] = [
  { id: 'all', budgetSeconds: TABLE_BUDGET_SECONDS, rule: 'every cell', includes: () => true },
  { id: 'representative', budgetSeconds: TABLE_BUDGET_SECONDS, ...selection('representative') },
  { id: 'core', budgetSeconds: CORE_BUDGET_SECONDS, ...selection('core') },
  { id: 'none', budgetSeconds: Infinity, rule: 'no cell', includes: () => false },
];

/** A group that takes no more milliseconds a draw than this at n = 1000, d = 5 is given more seeds where the first leave a verdict open. */
const SECOND_LOOK_MILLISECONDS = 10;

const MILLISECONDS_PER_SECOND = 1000;

/** What a draw is taken to cost where it was never measured. */
const UNMEASURED_MILLISECONDS = { fast: 20, slow: 200 } as const;

function millisecondsOf(metric: MetricKey, point: CostPoint): number {
  const { milliseconds, entry } = METRIC_HOMES[metric];
  return milliseconds?.[point] ?? UNMEASURED_MILLISECONDS[entry.cost];
}

/** How many cells of a table each choice is taken to have. */
export type CellCounts = Readonly<Record<Coverage['id'], number>>;

/**
 * The most cells of a table that a metric can be followed on within the budget of its group.
 *
 * @param counts cells of the table by choice: data, so that a DGP or geometry that is added moves no metric to another choice
 * @param draws of each cell
 */
export function chooseCoverage(metric: MetricKey, point: CostPoint, counts: CellCounts, draws: number): Coverage {
  const milliseconds = millisecondsOf(metric, point) * draws;
  return COVERAGES.find(({ id, budgetSeconds }) => counts[id] * milliseconds <= budgetSeconds * MILLISECONDS_PER_SECOND)!;
}

/** Metrics that are cheap enough for more seeds where the first leave a verdict open. */
export const SECOND_LOOK_METRICS: readonly MetricKey[] = COMPUTED_METRICS.filter(
  (metric) => millisecondsOf(metric, 'base') <= SECOND_LOOK_MILLISECONDS,
);
