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
): number {
  const { values, places, grouped, starts } = groupByClass(sorted, order, labels, counts);
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

function groupByClass(sorted: Float64Array, order: Uint32Array, labels: Int32Array, counts: Int32Array): ClassMembers {
  const starts = new Int32Array(counts.length + 1);
  for (let label = 0; label < counts.length; label++)
    starts[label + 1] = starts[label]! + (counts[label]! > 1 ? counts[label]! : 0);
  const total = starts[counts.length]!;
  const values = total === sorted.length ? sorted : new Float64Array(total);
  const places = new Int32Array(total);
  const grouped = new Float64Array(total);
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
  return { values, places, grouped, starts };
}

/** Sum of ψ(k) − ψ(m) over the rows of one class. */
function sumOverClass(
  values: Float64Array,
  places: Int32Array,
  own: Float64Array,
  neighbours: number,
  psi: Float64Array,
): number {
  const count = places.length;
  const last = count - 1 - neighbours;
  const closeInClass = new CloseRows(own);
  const closeInAll = new CloseRows(values);
  let sum = 0;
  // First row of the k + 1 rows of the class that reach least far from the current row; it never moves back.
  let window = 0;
  for (let i = 0; i < count; i++) {
    const value = own[i]!;
    while (window < last && (window + neighbours < i || own[window + neighbours + 1]! - value < value - own[window]!)) window++;
    const radius = Math.max(value - own[window]!, own[window + neighbours]! - value);
    sum += psi[closeInClass.countOthers(i, radius)]! - psi[closeInAll.countOthers(places[i]!, radius)]!;
  }
  return sum;
}

/**
 * Counts the values within a distance of one of them. The distance to a k-th neighbour changes by no more than the value itself,
 * so both ends of the range move forward from row to row (but for rounding), and all counts together take linear time.
 */
class CloseRows {
  readonly #sorted: Float64Array;
  /** Before the first count: where that row is. */
  #lower = Infinity;
  #upper = 0;

  /** @param sorted values in ascending order */
  constructor(sorted: Float64Array) {
    this.#sorted = sorted;
  }

  /** Number of other values at a distance of at most `radius` from the value at `place`. */
  countOthers(place: number, radius: number): number {
    const sorted = this.#sorted;
    const value = sorted[place]!;
    let lower = Math.min(this.#lower, place);
    while (lower > 0 && value - sorted[lower - 1]! <= radius) lower--;
    while (value - sorted[lower]! > radius) lower++;
    let upper = Math.max(this.#upper, place + 1);
    while (upper > place + 1 && sorted[upper - 1]! - value > radius) upper--;
    while (upper < sorted.length && sorted[upper]! - value <= radius) upper++;
    this.#lower = lower;
    this.#upper = upper;
    return upper - lower - 1;
  }
}
