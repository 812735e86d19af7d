import type { Expectation } from '../evaluation/certification.ts';
import { decidingThresholds, findError, type Verdict } from '../evaluation/verdict-rule.ts';
import { METRIC_KEYS, type MetricKey } from '../metrics/catalogue.ts';
import type { AdvisorSetting } from './advisor-setting.ts';
import type { AdvisorCell, AdvisorData, AdvisorScore } from './documents/advisor.ts';

export type { AdvisorCell, AdvisorData };

/** What advice is drawn from. */
type CellData = Pick<AdvisorData, 'cells' | 'factors'>;

/** A metric in a cell, judged by whether the codes attain the class asked for. */
export interface Finding {
  readonly cell: AdvisorCell;
  readonly expectation: Expectation;
  readonly mean: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  readonly verdict: Verdict;
}

/** How far a metric can be trusted in a setting, best first. */
export const STANDINGS = ['holds', 'lenient', 'open', 'misleads', 'uncovered'] as const;
export type Standing = (typeof STANDINGS)[number];

/** The advice on one metric. */
export interface Advice {
  readonly metric: MetricKey;
  readonly standing: Standing;
  /** Sizes of the cells behind the advice: the nearest to the setting at which the metric was followed. */
  readonly sizes: { readonly n: number; readonly d: number } | null;
  readonly findings: readonly Finding[];
}

const ERRORS: readonly Verdict[] = ['false-positive', 'false-negative', 'confounded', 'undefined'];

/**
 * The atlas' rule with the class asked for in place of the metric's own claim. What moves with the dependence between factors alone stays
 * `confounded`. Stored numbers are rounded, so that a point on a threshold says nothing of its side: it counts as decided.
 */
export function judgeAgainst(expectation: Expectation, [mean, lower, upper, own]: AdvisorScore): Verdict {
  if (mean === null || lower === null || upper === null) return 'undefined';
  const error = findError({ lower, upper }, { expectation });
  if (error !== null) return error;
  if (own === 'confounded') return 'confounded';
  const undecided = decidingThresholds({ expectation }).some((threshold) => lower <= threshold && threshold <= upper);
  return undecided && lower < upper ? 'inconclusive' : 'calibrated';
}

/** How many times the larger is the smaller: products of ratios order sizes as sums of differences of their logarithms do. */
const ratio = (a: number, b: number): number => Math.max(a / b, b / a);

/** The items at the smallest distance. */
function nearest<Item>(items: readonly Item[], distance: (item: Item) => number): Item[] {
  const least = Math.min(...items.map(distance));
  return items.filter((item) => distance(item) === least);
}

/**
 * Cells that are like the setting, as far as a metric was followed: its factors, more, as many or fewer codes than factors; then the nearest n and
 * d, and for each kind of codes the nearest m/d.
 */
function selectCells(metric: MetricKey, { factors, n, d, m }: AdvisorSetting, data: CellData): AdvisorCell[] {
  const like = data.cells.filter(
    ({ scores, dgp, m: codes, d: count }) =>
      scores[metric] !== undefined && data.factors[dgp] === factors && Math.sign(codes - count) === Math.sign(m - d),
  );
  const atSize = nearest(like, (cell) => ratio(cell.n, n) * ratio(cell.d, d));
  const [size] = atSize;
  const sameSize = atSize.filter((cell) => cell.n === size?.n && cell.d === size.d);
  const lines = Map.groupBy(sameSize, ({ dgp, geometry, parameters }) => JSON.stringify([dgp, geometry, parameters]));
  return [...lines.values()].flatMap((line) => nearest(line, (cell) => ratio(cell.m / cell.d, m / d)).slice(0, 1));
}

function standOf(verdicts: readonly Verdict[]): Standing {
  if (verdicts.length === 0) return 'uncovered';
  if (verdicts.some((verdict) => ERRORS.includes(verdict))) return 'misleads';
  if (verdicts.includes('lenient')) return 'lenient';
  return verdicts.includes('calibrated') ? 'holds' : 'open';
}

function adviseOn(metric: MetricKey, setting: AdvisorSetting, data: CellData): Advice {
  const findings = selectCells(metric, setting, data).map((cell): Finding => {
    const score = cell.scores[metric]!;
    const [mean, lower, upper] = score;
    const expectation = cell.expectations[setting.class];
    return { cell, expectation, mean, lower, upper, verdict: judgeAgainst(expectation, score) };
  });
  const first = findings[0]?.cell;
  return {
    metric,
    standing: standOf(findings.map(({ verdict }) => verdict)),
    sizes: first === undefined ? null : { n: first.n, d: first.d },
    findings,
  };
}

/** Advice on every metric, the most trustworthy first; equals in the order of the catalogue. A metric holds if all its decided cells are calibrated. */
export function advise(setting: AdvisorSetting, data: CellData): Advice[] {
  const advice = METRIC_KEYS.map((metric) => adviseOn(metric, setting, data));
  return STANDINGS.flatMap((standing) => advice.filter((each) => each.standing === standing));
}

/** Whether any codes of the setting attain the class: with fewer codes than independent factors none can. */
export function isAttained(advice: readonly Advice[]): boolean {
  return advice.some(({ findings }) => findings.some(({ expectation }) => expectation === 'recovered'));
}
