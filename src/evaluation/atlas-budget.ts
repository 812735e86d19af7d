import { METRICS, type MetricKey } from '../metrics/catalogue.ts';
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
  const dgps = within(choice, DGPS).map(({ id }) => id);
  const geometries = within(choice, GEOMETRIES).map(({ id }) => id);
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

/** Sizes at which the time of one draw was measured: (n, d, m) = (1000, 5, 5) and one thing changed. */
export type CostPoint = 'base' | 'n = 100' | 'n = 10000' | 'd = 10' | 'd = 20' | 'm = 2d' | 'm = 5d';

/**
 * Milliseconds of one draw by group, measured once on one core of a small x86-64 machine and rounded up. They are data: which cells the atlas
 * holds depends on them and not on the machine that computes it.
 */
const MILLISECONDS: Readonly<Record<string, Readonly<Record<CostPoint, number>>>> = {
  mcc_pearson: { base: 1, 'n = 100': 1, 'n = 10000': 3, 'd = 10': 1, 'd = 20': 4, 'm = 2d': 1, 'm = 5d': 1 },
  mcc_spearman: { base: 2, 'n = 100': 1, 'n = 10000': 15, 'd = 10': 6, 'd = 20': 12, 'm = 2d': 5, 'm = 5d': 9 },
  r2: { base: 1, 'n = 100': 1, 'n = 10000': 1, 'd = 10': 1, 'd = 20': 1, 'm = 2d': 1, 'm = 5d': 2 },
  r2_origin: { base: 1, 'n = 100': 1, 'n = 10000': 3, 'd = 10': 1, 'd = 20': 1, 'm = 2d': 1, 'm = 5d': 1 },
  mig: { base: 1, 'n = 100': 1, 'n = 10000': 3, 'd = 10': 1, 'd = 20': 2, 'm = 2d': 1, 'm = 5d': 1 },
  dci: { base: 42, 'n = 100': 19, 'n = 10000': 180, 'd = 10': 82, 'd = 20': 258, 'm = 2d': 44, 'm = 5d': 69 },
  infom_infoc: { base: 8, 'n = 100': 4, 'n = 10000': 22, 'd = 10': 10, 'd = 20': 42, 'm = 2d': 9, 'm = 5d': 16 },
  infoe: { base: 45, 'n = 100': 20, 'n = 10000': 190, 'd = 10': 160, 'd = 20': 970, 'm = 2d': 50, 'm = 5d': 55 },
  infom_infoc_corrected: { base: 20, 'n = 100': 15, 'n = 10000': 120, 'd = 10': 45, 'd = 20': 85, 'm = 2d': 25, 'm = 5d': 40 },
  mcc_crossfit: { base: 1, 'n = 100': 1, 'n = 10000': 8, 'd = 10': 2, 'd = 20': 4, 'm = 2d': 2, 'm = 5d': 2 },
  mcc_crossfit_spearman: { base: 3, 'n = 100': 1, 'n = 10000': 18, 'd = 10': 4, 'd = 20': 10, 'm = 2d': 4, 'm = 5d': 6 },
  mcc_affine: { base: 1, 'n = 100': 1, 'n = 10000': 2, 'd = 10': 1, 'd = 20': 1, 'm = 2d': 1, 'm = 5d': 1 },
  mig_sup: { base: 1, 'n = 100': 1, 'n = 10000': 3, 'd = 10': 1, 'd = 20': 4, 'm = 2d': 1, 'm = 5d': 2 },
  sap: { base: 1, 'n = 100': 1, 'n = 10000': 1, 'd = 10': 1, 'd = 20': 1, 'm = 2d': 1, 'm = 5d': 1 },
  modularity: { base: 1, 'n = 100': 1, 'n = 10000': 3, 'd = 10': 1, 'd = 20': 4, 'm = 2d': 1, 'm = 5d': 2 },
  mcc_rdc: { base: 40, 'n = 100': 25, 'n = 10000': 300, 'd = 10': 106, 'd = 20': 337, 'm = 2d': 60, 'm = 5d': 146 },
  mcc_rdc_centred: { base: 8, 'n = 100': 6, 'n = 10000': 40, 'd = 10': 20, 'd = 20': 46, 'm = 2d': 12, 'm = 5d': 20 },
  tmex: { base: 5, 'n = 100': 2, 'n = 10000': 42, 'd = 10': 10, 'd = 20': 26, 'm = 2d': 7, 'm = 5d': 14 },
  r2_kernel: { base: 55, 'n = 100': 3, 'n = 10000': 900, 'd = 10': 72, 'd = 20': 75, 'm = 2d': 55, 'm = 5d': 80 },
  mig_corrected: { base: 6, 'n = 100': 2, 'n = 10000': 12, 'd = 10': 12, 'd = 20': 35, 'm = 2d': 4, 'm = 5d': 6 },
  irs: { base: 5, 'n = 100': 2, 'n = 10000': 50, 'd = 10': 14, 'd = 20': 55, 'm = 2d': 6, 'm = 5d': 16 },
  dci_es: { base: 22, 'n = 100': 9, 'n = 10000': 120, 'd = 10': 40, 'd = 20': 85, 'm = 2d': 35, 'm = 5d': 60 },
  cka: { base: 1, 'n = 100': 1, 'n = 10000': 1, 'd = 10': 1, 'd = 20': 1, 'm = 2d': 1, 'm = 5d': 1 },
};

const MILLISECONDS_PER_SECOND = 1000;

/** What a draw is taken to cost where it was never measured. */
const UNMEASURED_MILLISECONDS = { fast: 20, slow: 200 } as const;

function millisecondsOf(metric: MetricKey, point: CostPoint): number {
  const { group, cost } = METRICS[metric];
  return MILLISECONDS[group]?.[point] ?? UNMEASURED_MILLISECONDS[cost];
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
