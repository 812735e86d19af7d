import { METRICS, type MetricKey } from '../../metrics/catalogue.ts';
import { METRIC_HOMES } from '../../metrics/homes.ts';
import { FULL_LOOKS, SHORT_LOOK, SINGLE_LOOK, SLOW_LOOKS, type Looks } from './error-rate.ts';

/** The sizes at which `milliseconds` of a metric's home were measured. */
const BASE = { n: 1000, d: 5, m: 5 };

/** What a draw is taken to cost where it was never measured. */
const UNMEASURED = { fast: 20, slow: 200 } as const;

/** Linear between two measured sizes, in proportion beyond them. */
function between(size: number, [low, atLow]: readonly [number, number], [high, atHigh]: readonly [number, number]): number {
  if (size <= low) return atLow;
  if (size >= high) return (atHigh * size) / high;
  return atLow + ((atHigh - atLow) * (size - low)) / (high - low);
}

/** Milliseconds of one draw, from the measured sizes: growth in n, d and m is taken to multiply. They are data, the same on every machine. */
export function millisecondsOf(
  metric: MetricKey,
  { n, d, m }: { readonly n: number; readonly d: number; readonly m: number },
): number {
  const { milliseconds } = METRIC_HOMES[metric];
  if (milliseconds === undefined) return UNMEASURED[METRICS[metric].cost];
  const base = milliseconds.base;
  const ofN =
    n <= BASE.n
      ? between(n, [100, milliseconds['n = 100']], [BASE.n, base])
      : between(n, [BASE.n, base], [10_000, milliseconds['n = 10000']]);
  const ofD =
    d <= 10
      ? between(d, [BASE.d, base], [10, milliseconds['d = 10']])
      : between(d, [10, milliseconds['d = 10']], [20, milliseconds['d = 20']]);
  const ratio = m / d;
  const ofM =
    ratio <= 2
      ? between(ratio, [1, base], [2, milliseconds['m = 2d']])
      : between(ratio, [2, milliseconds['m = 2d']], [5, milliseconds['m = 5d']]);
  return (ofN * ofD * ofM) / (base * base);
}

/** Milliseconds of a draw up to which so many draws are made. */
const BUDGETS: readonly { readonly milliseconds: number; readonly looks: Looks }[] = [
  { milliseconds: 30, looks: FULL_LOOKS },
  { milliseconds: 150, looks: SLOW_LOOKS },
  { milliseconds: 400, looks: SINGLE_LOOK },
  { milliseconds: Infinity, looks: SHORT_LOOK },
];

/** How many draws a budget allows: it chooses draws, never kinds. */
export function looksOf(metric: MetricKey, sizes: { readonly n: number; readonly d: number; readonly m: number }): Looks {
  const cost = millisecondsOf(metric, sizes);
  return BUDGETS.find(({ milliseconds }) => cost <= milliseconds)!.looks;
}
