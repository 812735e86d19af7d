import { comparePaired, MINIMUM_COMMON_INSTANCES, type InstanceScores } from './paired-difference.ts';
import type { Interval } from './score-summary.ts';
import { adjustJointly, smallestFamilyP, type Family } from './sign-flip-family.ts';

/**
 * What is known of two methods, decided in this order:
 *
 * - `untested`: fewer than three common instances.
 * - `tied`: the 90% interval of the difference lies within ±0.02. Equivalence comes before significance: a difference that is
 *   real but smaller than anyone should act on does not order two rows. Near the ceiling this is deliberate too: 0.999 and 0.985
 *   are one result.
 * - `separated`: the p adjusted for all pairs of the board is at most 0.05.
 * - `underpowered`: the smallest p that so few common instances can give exceeds 0.05.
 * - `unresolved`: it could have been separated and was not, and equivalence was not shown either.
 */
export type PairVerdict = 'untested' | 'tied' | 'separated' | 'underpowered' | 'unresolved';

/** Differences up to this much do not order two rows. */
export const EQUIVALENCE_MARGIN = 0.02;

/** Family-wise error of the whole board. */
export const SIGNIFICANCE_LEVEL = 0.05;

/** Where a pair lies: its rows, the upper one first, and its place among all pairs. */
export interface PairPlace {
  readonly first: number;
  readonly second: number;
  readonly index: number;
}

function* placesOf(rows: number): Generator<PairPlace> {
  let index = 0;
  for (let first = 0; first < rows; first++)
    for (let second = first + 1; second < rows; second++) yield { first, second, index: index++ };
}

/** Differences of all pairs in columns, as a board of 500 rows has 125,000 of them. */
class PairColumns {
  readonly rows: number;
  readonly size: number;
  readonly #counts: Uint16Array;
  /** NaN where there is none. */
  readonly #differences: Float64Array;
  readonly #lower: Float64Array;
  readonly #upper: Float64Array;

  constructor(scores: readonly InstanceScores[]) {
    this.rows = scores.length;
    this.size = (scores.length * (scores.length - 1)) / 2;
    this.#counts = new Uint16Array(this.size);
    this.#differences = new Float64Array(this.size);
    this.#lower = new Float64Array(this.size);
    this.#upper = new Float64Array(this.size);
    for (const { first, second, index } of placesOf(this.rows)) {
      const { instances, difference, interval } = comparePaired(scores[first]!, scores[second]!);
      this.#counts[index] = instances.length;
      this.#differences[index] = difference ?? NaN;
      this.#lower[index] = interval?.lower ?? NaN;
      this.#upper[index] = interval?.upper ?? NaN;
    }
  }

  /** Common instances. */
  countOf(index: number): number {
    return this.#counts[index]!;
  }

  difference(index: number): number | null {
    const difference = this.#differences[index]!;
    return Number.isNaN(difference) ? null : difference;
  }

  interval(index: number): Interval | null {
    const lower = this.#lower[index]!;
    return Number.isNaN(lower) ? null : { lower, upper: this.#upper[index]! };
  }

  /** The smallest adjusted p that a pair can reach; 1 where it is not tested. */
  smallestP(index: number): number {
    const count = this.countOf(index);
    return count < MINIMUM_COMMON_INSTANCES ? 1 : smallestFamilyP(count);
  }

  isTied(index: number): boolean {
    return this.#lower[index]! >= -EQUIVALENCE_MARGIN && this.#upper[index]! <= EQUIVALENCE_MARGIN;
  }
}

/** The pairs that can be separated: one that cannot, whatever comes out, is no hypothesis and must not cost the others power. */
class SeparablePairs implements Family {
  readonly size: number;
  readonly instances: number;
  /** Pairs by member. */
  readonly indices: Uint32Array;
  readonly #first: Uint16Array;
  readonly #second: Uint16Array;
  readonly #columns: PairColumns;
  /** Scores row by row, one an instance; NaN where a row has none. */
  readonly #scores: Float64Array;

  constructor(scores: readonly InstanceScores[], columns: PairColumns) {
    const isSeparable = (index: number) => columns.smallestP(index) <= SIGNIFICANCE_LEVEL;
    let size = 0;
    for (let index = 0; index < columns.size; index++) if (isSeparable(index)) size++;
    this.#columns = columns;
    this.size = size;
    this.indices = new Uint32Array(size);
    this.#first = new Uint16Array(size);
    this.#second = new Uint16Array(size);
    let member = 0;
    for (const { first, second, index } of placesOf(scores.length)) {
      if (!isSeparable(index)) continue;
      this.indices[member] = index;
      this.#first[member] = first;
      this.#second[member] = second;
      member++;
    }
    const instances = this.#commonInstances(scores);
    this.instances = instances.length;
    this.#scores = Float64Array.from(scores.flatMap((own) => instances.map((instance) => own.get(instance) ?? NaN)));
  }

  /** Instances that both rows of some member have, ascending. */
  #commonInstances(scores: readonly InstanceScores[]): number[] {
    const all = [...new Set(scores.flatMap((own) => [...own.keys()]))].sort((a, b) => a - b);
    return all.filter((instance) =>
      this.#first.some((first, member) => scores[first]!.has(instance) && scores[this.#second[member]!]!.has(instance)),
    );
  }

  countOf(member: number): number {
    return this.#columns.countOf(this.indices[member]!);
  }

  place(member: number, target: Float64Array): void {
    const first = this.#first[member]! * this.instances;
    const second = this.#second[member]! * this.instances;
    for (let k = 0; k < this.instances; k++) {
      const difference = this.#scores[first + k]! - this.#scores[second + k]!;
      target[k] = Number.isNaN(difference) ? 0 : difference;
    }
  }
}

/** What is known of every pair of a board's rows. */
export interface JudgedPairs {
  readonly size: number;
  /** Smallest adjusted p that any pair can reach; null without a tested pair. */
  readonly smallestAttainableP: number | null;
  places(): Iterable<PairPlace>;
  /** Place of a pair among all. @param second a later row */
  indexOf(first: number, second: number): number;
  difference(index: number): number | null;
  interval(index: number): Interval | null;
  /** Adjusted for all pairs that could be separated; 1 for the others. */
  adjustedP(index: number): number;
  /** The smallest adjusted p that the pair's number of common instances can give; 1 where it is not tested. */
  smallestP(index: number): number;
  verdict(index: number): PairVerdict;
}

/**
 * Compares all rows of a board with each other.
 *
 * @param scores of the rows, best first
 */
export function judgePairs(scores: readonly InstanceScores[]): JudgedPairs {
  const columns = new PairColumns(scores);
  const family = new SeparablePairs(scores, columns);
  const adjusted = new Float64Array(columns.size).fill(1);
  adjustJointly(family).forEach((p, member) => (adjusted[family.indices[member]!] = p));
  let smallest: number | null = null;
  for (let index = 0; index < columns.size; index++) {
    if (columns.countOf(index) < MINIMUM_COMMON_INSTANCES) continue;
    smallest = Math.min(smallest ?? 1, columns.smallestP(index));
  }
  return {
    size: columns.size,
    smallestAttainableP: smallest,
    places: () => placesOf(scores.length),
    indexOf: (first, second) => first * scores.length - (first * (first + 1)) / 2 + (second - first - 1),
    difference: (index) => columns.difference(index),
    interval: (index) => columns.interval(index),
    adjustedP: (index) => adjusted[index]!,
    smallestP: (index) => columns.smallestP(index),
    verdict(index) {
      if (columns.countOf(index) < MINIMUM_COMMON_INSTANCES) return 'untested';
      if (columns.isTied(index)) return 'tied';
      if (adjusted[index]! <= SIGNIFICANCE_LEVEL) return 'separated';
      return columns.smallestP(index) > SIGNIFICANCE_LEVEL ? 'underpowered' : 'unresolved';
    },
  };
}
