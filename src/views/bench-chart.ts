import { scaleLog } from 'd3';
import type { BenchReport, BenchSize, Ratio } from './bench-report.ts';

/** One line of the chart: a group of metrics. */
export interface BenchRow {
  readonly label: string;
  /** Processor time in the latest report. */
  readonly seconds: number;
  /** In the report before it, where there is one. */
  readonly before: number | null;
}

/** A chart of processor times on a logarithmic axis; positions are percentages of the width. */
export interface BenchChart {
  readonly rows: readonly BenchRow[];
  readonly ticks: readonly { readonly at: string; readonly label: string }[];
  at(seconds: number): string;
}

const MARGIN_PERCENT = 3;
const POSITION_DECIMALS = 2;
/** Shorter times are noise of the clock. */
const SHORTEST = 1e-3;

/** A time in words: two digits, seconds or milliseconds. */
export function formatSeconds(seconds: number): string {
  const [value, unit] = seconds < 1 ? [1000 * seconds, 'ms'] : [seconds, 's'];
  return `${Number(value.toPrecision(2)).toLocaleString('en')} ${unit}`;
}

/** A ratio, with its interval where there is one. */
export function formatRatio({ ratio, lower, upper }: Ratio): string {
  const round = (value: number): string => Number(value.toPrecision(2)).toLocaleString('en');
  return `${round(ratio)}×${lower === null || upper === null ? '' : ` [${round(lower)}, ${round(upper)}]`}`;
}

const groupName = (keys: readonly string[]): string => keys.join(', ');

function timesAt(report: BenchReport | undefined, { n, d, m }: BenchSize): ReadonlyMap<string, number> {
  const figures = report?.sizes.find((size) => size.n === n && size.d === d && size.m === m);
  return new Map((figures?.groups ?? []).map(({ keys, cpu_seconds }) => [groupName(keys), cpu_seconds]));
}

/**
 * Groups at one size, the dearest first, beside the report before.
 *
 * @param reports in the order in which they were made, at least one
 */
export function createBenchChart(reports: readonly BenchReport[], size: BenchSize): BenchChart {
  const [now, before] = [timesAt(reports.at(-1), size), timesAt(reports.at(-2), size)];
  const rows = [...now]
    .map(([label, seconds]) => ({ label, seconds, before: before.get(label) ?? null }))
    .toSorted((a, b) => b.seconds - a.seconds);
  const longest = Math.max(...rows.flatMap((row) => [row.seconds, row.before ?? 0]), SHORTEST);
  const scale = scaleLog([SHORTEST, longest], [MARGIN_PERCENT, 100 - MARGIN_PERCENT]).clamp(true);
  const at = (seconds: number) => `${Number(scale(seconds).toFixed(POSITION_DECIMALS))}%`;
  const powers = scale.ticks().filter((tick) => Number.isInteger(Number(Math.log10(tick).toFixed(9))));
  return { rows, ticks: powers.map((tick) => ({ at: at(tick), label: formatSeconds(tick) })), at };
}
