import { column } from '../../../core/matrix.ts';
import { equalWidthBins } from '../../../core/statistics/equal-width-bins.ts';
import type { Labels } from '../../../core/statistics/nearest-neighbour-information.ts';
import type { ColumnData } from '../../column-data.ts';

/** A factor with at most so many different values keeps them as classes; any other is cut into as many bins. */
export const LEVELS = 20;

/**
 * Classes of factor j: its different values if there are at most 20, else the non-empty ones of 20 bins of equal width, numbered
 * in ascending order.
 */
export function factorLabels(factors: ColumnData, j: number): Labels {
  const values = column(factors.values, j);
  const raw = distinctLevels(values, factors.order(j)) ?? Int32Array.from(equalWidthBins(values, factors.summaries[j]!, LEVELS));
  const sizes = new Int32Array(LEVELS);
  for (let i = 0; i < raw.length; i++) sizes[raw[i]!]!++;
  const numbers = new Int32Array(LEVELS);
  let classes = 0;
  for (let level = 0; level < LEVELS; level++) if (sizes[level]! > 0) numbers[level] = classes++;
  return { labels: raw.map((level) => numbers[level]!), counts: sizes.filter((size) => size > 0) };
}

/** Rank of each row's value among the different values, or undefined where there are too many. */
function distinctLevels(values: Float64Array, order: Uint32Array): Int32Array | undefined {
  const levels = new Int32Array(values.length);
  let level = 0;
  for (let i = 1; i < order.length; i++) {
    if (values[order[i]!] !== values[order[i - 1]!]) level++;
    if (level === LEVELS) return undefined;
    levels[order[i]!] = level;
  }
  return levels;
}
