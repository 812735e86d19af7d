import { digamma } from '../mathematics.ts';

/** A discrete variable: class of each row, and rows of each class. */
export interface Labels {
  /** 0 … counts.length − 1. */
  readonly labels: Int32Array;
  readonly counts: Int32Array;
}

/** ψ(1) … ψ(n) at index 1 … n, by ψ(k + 1) = ψ(k) + 1/k. */
export function digammaTable(n: number): Float64Array {
  const table = new Float64Array(n + 1);
  table[0] = NaN;
  table[1] = digamma(1);
  for (let k = 1; k < n; k++) table[k + 1] = table[k]! + 1 / k;
  return table;
}

/** Arrays that many estimates of n rows each use one after the other. */
export interface NeighbourScratch {
  readonly values: Float64Array;
  readonly places: Int32Array;
  readonly grouped: Float64Array;
}

/** Scratch for `nearestNeighbourInformation` of n rows. */
export function createNeighbourScratch(n: number): NeighbourScratch {
  return { values: new Float64Array(n), places: new Int32Array(n), grouped: new Float64Array(n) };
}

/**
 * Mutual information in nats between a continuous variable x and a discrete one y, from nearest neighbours, floored at 0.
 *
 * For row i of a class with c > 1 rows let r be the distance to the min(10, c − 1)-th nearest other row of the class; k counts the
 * other rows of the class, and m those of all such classes, at a distance of at most r.
 * MI = ψ(N) + mean ψ(k) − mean ψ(c) − mean ψ(m). Only with ties is k more than the number of neighbours asked for.
 *
 * Sources: Ross, PLoS ONE 9 (2014) e87357; for ties Gao, Kannan, Oh and Viswanath, NeurIPS 2017. In one dimension a
 * neighbourhood is a run of the sorted values, so that sorting once gives it exactly in linear time.
 *
 * @param sorted the n values of x in ascending order
 * @param order their row numbers
 * @param neighbours for example 10
 * @param psi `digammaTable(n)`
 */
export function nearestNeighbourInformation(
  sorted: Float64Array,
  order: Uint32Array,
  { labels, counts }: Labels,
  neighbours: number,
  psi: Float64Array,
  scratch: NeighbourScratch,
): number {
  const { values, places, grouped, starts } = groupByClass(sorted, order, labels, counts, scratch);
  const total = values.length;
  if (total === 0) return 0;
  let sum = 0;
  for (let label = 0; label < counts.length; label++) {
    const [start, end] = [starts[label]!, starts[label + 1]!];
    const count = end - start;
    if (count === 0) continue;
    sum -= count * psi[count]!;
    sum += sumOverClass(values, places.subarray(start, end), grouped.subarray(start, end), Math.min(neighbours, count - 1), psi);
  }
  return Math.max(0, psi[total]! + sum / total);
}

interface ClassMembers {
  /** Values of all rows whose class has more than one row, ascending. */
  readonly values: Float64Array;
  /** Their places in `values`, class by class, ascending within each. */
  readonly places: Int32Array;
  /** The values at these places. */
  readonly grouped: Float64Array;
  /** Where each class starts in `places`; one more entry for the end. */
  readonly starts: Int32Array;
}

function groupByClass(
  sorted: Float64Array,
  order: Uint32Array,
  labels: Int32Array,
  counts: Int32Array,
  { values, places, grouped }: NeighbourScratch,
): ClassMembers {
  const starts = new Int32Array(counts.length + 1);
  for (let label = 0; label < counts.length; label++)
    starts[label + 1] = starts[label]! + (counts[label]! > 1 ? counts[label]! : 0);
  const total = starts[counts.length]!;
  const next = starts.slice();
  for (let i = 0, place = 0; i < order.length; i++) {
    const label = labels[order[i]!]!;
    if (counts[label] === 1) continue;
    const value = sorted[i]!;
    const at = next[label]!++;
    values[place] = value;
    grouped[at] = value;
    places[at] = place++;
  }
  return { values: values.subarray(0, total), places, grouped, starts };
}

/**
 * Sum of ψ(k) − ψ(m) over the rows of one class.
 *
 * From row to row the ends of both ranges, of the class and of all rows, move forward but for rounding. The end among all rows lies
 * between two members of the class: only rows between these need to be looked at.
 *
 * @param values values of all rows, ascending
 * @param places places of the class's rows among them
 * @param own the values at these places
 */
function sumOverClass(
  values: Float64Array,
  places: Int32Array,
  own: Float64Array,
  neighbours: number,
  psi: Float64Array,
): number {
  const count = own.length;
  const total = values.length;
  const latest = count - 1 - neighbours;
  let sum = 0;
  // First of the k + 1 rows of the class that reach least far from the current row; it never moves back.
  let window = 0;
  // First and last row within the radius, of the class and of all.
  let first = 0;
  let last = 0;
  let lower = 0;
  let upper = 0;
  for (let i = 0; i < count; i++) {
    const value = own[i]!;
    while (window < latest && (window + neighbours < i || own[window + neighbours + 1]! - value < value - own[window]!)) window++;
    const radius = Math.max(value - own[window]!, own[window + neighbours]! - value);
    if (first > window) first = window;
    while (first > 0 && value - own[first - 1]! <= radius) first--;
    while (value - own[first]! > radius) first++;
    if (last < window + neighbours) last = window + neighbours;
    while (own[last]! - value > radius) last--;
    while (last + 1 < count && own[last + 1]! - value <= radius) last++;
    const firstPlace = places[first]!;
    if (lower > firstPlace || (first > 0 && lower <= places[first - 1]!)) lower = firstPlace;
    while (lower > 0 && value - values[lower - 1]! <= radius) lower--;
    while (value - values[lower]! > radius) lower++;
    const lastPlace = places[last]!;
    if (upper < lastPlace || (last + 1 < count && upper >= places[last + 1]!)) upper = lastPlace;
    while (values[upper]! - value > radius) upper--;
    while (upper + 1 < total && values[upper + 1]! - value <= radius) upper++;
    sum += psi[last - first]! - psi[upper - lower]!;
  }
  return sum;
}
