import type { MetricKey } from '../metrics/catalogue.ts';
import { METRIC_HOMES } from '../metrics/homes.ts';
import type { CostPoint } from '../metrics/metric-home.ts';
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

const REPRESENTATIVE = { dgps: ['D1', 'D2', 'D4'], geometries: ['E1', 'E2', 'E3', 'E4', 'E7', 'E9', 'E14'] };
const CORE = { dgps: ['D1', 'D2'], geometries: ['E1', 'E3', 'E9'] };

function within({ dgps, geometries }: typeof CORE) {
  return ({ dgp, geometry }: Place) => dgps.includes(dgp) && geometries.includes(geometry);
}

function describeSelection({ dgps, geometries }: typeof CORE): string {
  return `${dgps.join(', ')} × ${geometries.join(', ')}`;
}

/** Seconds of one core that one group of metrics may take in one table. */
export const TABLE_BUDGET_SECONDS = 15;

/** The fewest cells are kept for longer, so that few metrics are left out altogether. */
export const CORE_BUDGET_SECONDS = 30;

/** From most cells to none. D1 is in all but the last, since verdicts compare with it. */
export const COVERAGES: readonly Coverage[] = [
  { id: 'all', budgetSeconds: TABLE_BUDGET_SECONDS, rule: 'every cell', includes: () => true },
  {
    id: 'representative',
    budgetSeconds: TABLE_BUDGET_SECONDS,
    rule: describeSelection(REPRESENTATIVE),
    includes: within(REPRESENTATIVE),
  },
  { id: 'core', budgetSeconds: CORE_BUDGET_SECONDS, rule: describeSelection(CORE), includes: within(CORE) },
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

/**
 * The most cells of a table that a metric can be followed on within the budget of its group.
 *
 * @param places cells of the table
 * @param draws of each cell
 */
export function chooseCoverage(metric: MetricKey, point: CostPoint, places: readonly Place[], draws: number): Coverage {
  const milliseconds = millisecondsOf(metric, point) * draws;
  return COVERAGES.find(
    ({ includes, budgetSeconds }) => places.filter(includes).length * milliseconds <= budgetSeconds * MILLISECONDS_PER_SECOND,
  )!;
}

/** Metrics that are cheap enough for more seeds where the first leave a verdict open. */
export const SECOND_LOOK_METRICS: readonly MetricKey[] = COMPUTED_METRICS.filter(
  (metric) => millisecondsOf(metric, 'base') <= SECOND_LOOK_MILLISECONDS,
);
