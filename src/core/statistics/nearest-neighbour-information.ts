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
 * For row i of a class with c > 1 rows: k = min(10, c − 1), r is the distance to the k-th nearest other row of the class, and m
 * counts the rows of all such classes closer than r, itself included. MI = ψ(N) + mean ψ(k) − mean ψ(c) − mean ψ(m).
 * Where r = 0 (ties) k and m count the rows at distance 0 instead, k without the row itself, since the estimator has no meaning there otherwise.
 *
 * Sources: Ross, PLoS ONE 9 (2014) e87357; for ties Gao, Kannan, Oh and Viswanath, NeurIPS 2017. In one dimension the k + 1 rows
 * of the neighbourhood are neighbours in sorted order, so that the sorted values give it exactly in linear time.
 *
 * @param sorted the n values of x in ascending order
 * @param order their row numbers
 * @param psi `digammaTable(n)`
 */
export function nearestNeighbourInformation(
  sorted: Float64Array,
  order: Uint32Array,
  { labels, counts }: Labels,
  neighbours: number,
  psi: Float64Array,
): number {
  const members = groupByClass(sorted, order, labels, counts);
  const { values, places, starts } = members;
  const total = values.length;
  if (total === 0) return 0;
  let sum = 0;
  for (let label = 0; label < counts.length; label++) {
    const count = starts[label + 1]! - starts[label]!;
    if (count === 0) continue;
    sum -= count * psi[count]!;
    sum += sumOverClass(values, places.subarray(starts[label]!, starts[label + 1]), Math.min(neighbours, count - 1), psi);
  }
  return Math.max(0, psi[total]! + sum / total);
}

interface ClassMembers {
  /** Values of all rows whose class has more than one row, ascending. */
  readonly values: Float64Array;
  /** Their places in `values`, class by class, ascending within each. */
  readonly places: Int32Array;
  /** Where each class starts in `places`; one more entry for the end. */
  readonly starts: Int32Array;
}

function groupByClass(sorted: Float64Array, order: Uint32Array, labels: Int32Array, counts: Int32Array): ClassMembers {
  const starts = new Int32Array(counts.length + 1);
  for (let label = 0; label < counts.length; label++) starts[label + 1] = starts[label]! + (counts[label]! > 1 ? counts[label]! : 0);
  const total = starts[counts.length]!;
  const values = total === sorted.length ? sorted : new Float64Array(total);
  const places = new Int32Array(total);
  const next = starts.slice();
  for (let i = 0, place = 0; i < order.length; i++) {
    const label = labels[order[i]!]!;
    if (counts[label] === 1) continue;
    values[place] = sorted[i]!;
    places[next[label]!++] = place++;
  }
  return { values, places, starts };
}

/** Sum of ψ(k) − ψ(m) over the rows of one class. */
function sumOverClass(values: Float64Array, places: Int32Array, neighbours: number, psi: Float64Array): number {
  const count = places.length;
  const last = count - 1 - neighbours;
  let sum = 0;
  // First row of the window of k + 1 rows of the class that reaches least far from the current row; it never moves back.
  let window = 0;
  // Rows strictly closer than r lie at lower … upper − 1. Both ends move forward too, but for rounding.
  let lower = 0;
  let upper = 0;
  for (let i = 0; i < count; i++) {
    const place = places[i]!;
    const value = values[place]!;
    while (window < last && (window + neighbours < i || values[places[window + neighbours + 1]!]! - value < value - values[places[window]!]!))
      window++;
    const left = value - values[places[window]!]!;
    const right = values[places[window + neighbours]!]! - value;
    const radius = left > right ? left : right;
    if (radius === 0) {
      sum += psiOfTies(values, places, i, psi);
      continue;
    }
    while (lower > 0 && value - values[lower - 1]! < radius) lower--;
    while (value - values[lower]! >= radius) lower++;
    if (upper <= place) upper = place + 1;
    while (upper > place + 1 && values[upper - 1]! - value >= radius) upper--;
    while (upper < values.length && values[upper]! - value < radius) upper++;
    sum += psi[neighbours]! - psi[upper - lower]!;
  }
  return sum;
}

/** ψ(k) − ψ(m) where k other rows of the class, and m rows in all, have the value of the class's i-th row. */
function psiOfTies(values: Float64Array, places: Int32Array, i: number, psi: Float64Array): number {
  const value = values[places[i]!]!;
  let first = i;
  while (first > 0 && values[places[first - 1]!] === value) first--;
  let end = i + 1;
  while (end < places.length && values[places[end]!] === value) end++;
  let lower = places[first]!;
  while (lower > 0 && values[lower - 1] === value) lower--;
  let upper = places[end - 1]! + 1;
  while (upper < values.length && values[upper] === value) upper++;
  return psi[end - first - 1]! - psi[upper - lower]!;
}
