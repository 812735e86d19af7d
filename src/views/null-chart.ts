import { scaleLinear, scaleLog } from 'd3';
import { expectedLargestCorrelation } from '../core/statistics/largest-null-correlation.ts';
import type { NullPoint } from './null-curve.ts';

/** Position on the drawing: across as a share of the width, so that it fits every screen; down in pixels. */
interface Position {
  readonly x: string;
  readonly y: number;
}

/** A tick of either axis. */
interface Tick<At> {
  readonly at: At;
  readonly label: string;
}

/** Scores of noise at one number of rows, from few codes to many. */
export interface NullSeries {
  readonly n: number;
  readonly points: readonly (Position & { readonly upper: number; readonly lower: number })[];
  /** Where “n = …” stands: right of the last point, or under it where other lines go on. */
  readonly label: Position & { readonly beside: boolean };
  /** The exact null, finely; empty for metrics that it is not the null of. */
  readonly expected: readonly Position[];
}

/** Scores of noise against codes per row. */
export interface NullChart {
  readonly height: number;
  /** Number of factors of every point shown. */
  readonly d: number;
  readonly series: readonly NullSeries[];
  readonly xTicks: readonly Tick<string>[];
  readonly yTicks: readonly Tick<number>[];
}

const HEIGHT = 260;
const TOP = 10;
/** Room for labels, in percent of the width: scores on the left, numbers of rows on the right. */
const LEFT = 8;
const RIGHT = 84;
const POSITION_DECIMALS = 2;
/** Steps of the exact null between the fewest and the most codes. */
const EXPECTED_STEPS = 24;
/** Labels beside each other stand at least this many pixels apart. */
const LABEL_STEP = 13;
/** From a point to the middle of the label under it. */
const LABEL_DROP = 14;
/** Fewer points make a table, not a chart. */
const FEWEST_POINTS = 3;

const round = (value: number): number => Number(value.toFixed(POSITION_DECIMALS));

/** The number of factors with the most points: only equal ones are compared in a drawing. */
function mostFrequentCount(points: readonly NullPoint[]): number {
  const groups = [...Map.groupBy(points, ({ d }) => d).values()];
  return groups.reduce((largest, group) => (group.length > largest.length ? group : largest))[0]!.d;
}

/** Whole numbers of codes from fewest to most, evenly along a logarithmic axis. */
function codeCounts(fewest: number, most: number): number[] {
  const scale = scaleLog([fewest, most], [0, EXPECTED_STEPS]);
  return [...new Set(Array.from({ length: EXPECTED_STEPS + 1 }, (_, step) => Math.round(scale.invert(step))))];
}

/** A chart of the points, or null where they are too few for one. */
export function createNullChart(all: readonly NullPoint[]): NullChart | null {
  if (all.length < FEWEST_POINTS) return null;
  const d = mostFrequentCount(all);
  const points = all.filter((point) => point.d === d);
  if (points.length < FEWEST_POINTS) return null;
  const ratios = points.map(({ m, n }) => m / n);
  const across = scaleLog([Math.min(...ratios), Math.max(...ratios)], [LEFT, RIGHT]);
  const highest = Math.max(...points.flatMap(({ upper, expected }) => [upper, expected ?? 0]));
  const down = scaleLinear([0, Math.min(1, highest)], [HEIGHT, TOP])
    .nice(5)
    .clamp(true);
  const x = (ratio: number) => `${round(across(ratio))}%`;
  const y = (score: number) => round(down(score));
  let lowestLabel = -Infinity;
  // Fewest rows first: their scores, and so their labels, are highest.
  const series = [...Map.groupBy(points, ({ n }) => n)].map(([n, own]): NullSeries => {
    const last = own.at(-1)!;
    const isLast = last.m / n === Math.max(...ratios);
    const beside = isLast || own.length === 1;
    const labelAt = y(last.mean) + (beside ? 0 : LABEL_DROP);
    const dodged = isLast ? Math.max(labelAt, lowestLabel + LABEL_STEP) : labelAt;
    if (isLast) lowestLabel = dodged;
    const counts = own.length < 2 || own[0]!.expected === null ? [] : codeCounts(own[0]!.m, own.at(-1)!.m);
    return {
      n,
      label: { x: x(last.m / n), y: Math.min(dodged, HEIGHT - LABEL_STEP / 2), beside },
      points: own.map(({ m, mean, lower, upper }) => ({ x: x(m / n), y: y(mean), lower: y(lower), upper: y(upper) })),
      expected: counts.map((m) => ({ x: x(m / n), y: y(expectedLargestCorrelation(n, Math.max(d, m))) })),
    };
  });
  const decades = across.ticks().filter((tick) => tick.toExponential().startsWith('1e'));
  return {
    height: HEIGHT,
    d,
    series,
    xTicks: decades.map((tick) => ({ at: x(tick), label: String(tick) })),
    yTicks: down.ticks(5).map((tick) => ({ at: y(tick), label: down.tickFormat(5)(tick) })),
  };
}
