import { MOST_LANES, refine, type Frontier } from './frontier.ts';
import { isSeparated } from './separation.ts';
import type { SortedColumns } from './sorted-columns.ts';

/** Rows between two computations of the limits. */
const BLOCK = 32;

/** Rows between two comparisons with the limits; `BLOCK` is a multiple. */
const STEP = 8;

/** Leaves room for the rounding of limits. */
const SLACK = 1 - 2 ** -20;

/** Most that a row's coarse deviation is off: one unit for truncation, or four and a lane number of up to three. */
const ERROR_ALONE = 1;
const ERROR_IN_LANES = 7;

/**
 * Finds the columns among which the best split of each lane must lie, in 32-bit integers.
 *
 * A split that sends k of N rows with deviations summing to D to the left gains D²·N / (k·(N − k)) if all deviations sum to 0. The
 * root of it is a split's *height*. Coarse deviations give every height up to a known error, so the search keeps, for each lane, a height that is surely
 * reached, and for each column one that is surely not exceeded. Few columns remain for the exact scan.
 */
export class CoarseSearch {
  readonly #data: SortedColumns;
  /** Heights not exceeded, by column and lane; 0 where the column stays below what others reach. */
  readonly #ceilings: Float64Array;
  /** By lane: rows, height reached, allowance for coarse sums, and the state of the scan before the step at hand. */
  readonly #sizes = new Int32Array(MOST_LANES);
  readonly #reached = new Float64Array(MOST_LANES);
  readonly #allowances = new Float64Array(MOST_LANES);
  readonly #sums = new Int32Array(MOST_LANES);
  readonly #counts = new Int32Array(MOST_LANES);

  constructor(data: SortedColumns) {
    this.#data = data;
    this.#ceilings = new Float64Array(data.columns * MOST_LANES);
  }

  /** Starts on a new frontier. */
  start({ lanes, sizes }: Frontier): void {
    this.#ceilings.fill(0);
    const error = lanes === 1 ? ERROR_ALONE : ERROR_IN_LANES;
    for (let lane = 0; lane < MOST_LANES; lane++) {
      const size = lane < lanes ? sizes[lane]! : 0;
      this.#sizes[lane] = size;
      this.#reached[lane] = size < 2 ? Infinity : 0;
      this.#allowances[lane] = error * size + 1;
    }
  }

  /** Takes one column into account. */
  visit(frontier: Frontier, column: number): void {
    if (frontier.lanes === 1) this.#visitOne(frontier, column);
    else if (frontier.lanes === 2) this.#visitTwo(frontier, column);
    else this.#visitFour(frontier, column);
  }

  /** After all columns were visited: the lanes, as a bit set, whose best split may lie on `column`. */
  candidates(column: number): number {
    let lanes = 0;
    for (let lane = 0; lane < MOST_LANES; lane++) {
      if (this.#sizes[lane]! >= 2 && this.#ceilings[column * MOST_LANES + lane]! >= this.#reached[lane]! * SLACK)
        lanes |= 1 << lane;
    }
    return lanes;
  }

  /** A score, in squared deviations, that some split of a lane surely reaches. */
  floor(lane: number): number {
    const height = refine(this.#reached[lane]!);
    return height * height;
  }

  /** Magnitude that no coarse sum can exceed unless its height may reach `#reached`, for counts from k to k + `span`. */
  #limit(lane: number, k: number, span: number): number {
    const reached = this.#reached[lane]!;
    if (reached === Infinity) return Infinity;
    const size = this.#sizes[lane]!;
    const first = Math.min(Math.max(k, 1), size - 1);
    const last = Math.min(k + span, size - 1);
    const least = Math.min(first * (size - first), last * (size - last)) / size;
    return reached * SLACK * Math.sqrt(least) - this.#allowances[lane]!;
  }

  /** Goes through one step row by row. `#sums` and `#counts` hold the state before it. */
  #inspect(column: number, from: number, to: number, coarse: Int32Array, mask: number): void {
    const { rows, order, values } = this.#data;
    const start = column * rows;
    for (let rank = from; rank < to; rank++) {
      const row = order[start + rank]!;
      const deviation = coarse[row]!;
      const lane = deviation & mask;
      const sum = (this.#sums[lane] = this.#sums[lane]! + deviation);
      const k = ++this.#counts[lane]!;
      const size = this.#sizes[lane]!;
      const magnitude = Math.abs(sum);
      if (k >= size || magnitude <= this.#limit(lane, k, 0)) continue;
      const width = Math.sqrt((k * (size - k)) / size);
      const index = column * MOST_LANES + lane;
      this.#ceilings[index] = Math.max(this.#ceilings[index]!, (magnitude + this.#allowances[lane]!) / width);
      const floor = (magnitude - this.#allowances[lane]!) / width;
      // The lane's next row is no nearer than the next row of all.
      if (floor > this.#reached[lane]! && isSeparated(values[start + row]!, values[start + order[start + rank + 1]!]!))
        this.#reached[lane] = floor;
    }
  }

  #visitOne({ coarse, largestCoarse }: Frontier, column: number): void {
    const { rows, order } = this.#data;
    const start = column * rows;
    const swing = (STEP / 2) * largestCoarse;
    const whole = rows - (rows % STEP);
    let sum = 0;
    for (let rank = 0; rank < whole;) {
      let limit = this.#limit(0, rank, BLOCK) - swing;
      const end = Math.min(rank + BLOCK, whole);
      let doubtful = sum > limit || sum < -limit;
      for (; rank < end; rank += STEP) {
        const before = sum;
        const i = start + rank;
        sum = (sum + coarse[order[i]!]!) | 0;
        sum = (sum + coarse[order[i + 1]!]!) | 0;
        sum = (sum + coarse[order[i + 2]!]!) | 0;
        sum = (sum + coarse[order[i + 3]!]!) | 0;
        sum = (sum + coarse[order[i + 4]!]!) | 0;
        sum = (sum + coarse[order[i + 5]!]!) | 0;
        sum = (sum + coarse[order[i + 6]!]!) | 0;
        sum = (sum + coarse[order[i + 7]!]!) | 0;
        if (doubtful || sum > limit || sum < -limit) {
          this.#sums[0] = before;
          this.#counts[0] = rank;
          this.#inspect(column, rank, rank + STEP, coarse, 0);
          limit = this.#limit(0, rank, BLOCK) - swing;
          doubtful = sum > limit || sum < -limit;
        }
      }
    }
    this.#sums[0] = sum;
    this.#counts[0] = whole;
    this.#inspect(column, whole, rows, coarse, 0);
  }

  #visitTwo({ coarse, largestCoarse }: Frontier, column: number): void {
    const { rows, order } = this.#data;
    const start = column * rows;
    const half = largestCoarse / 2;
    const whole = rows - (rows % STEP);
    // Sums over both lanes and over lane 1, and the rows of lane 1.
    let both = 0;
    let second = 0;
    let count = 0;
    for (let rank = 0; rank < whole;) {
      let limit0 = this.#limit(0, rank - count, BLOCK);
      let limit1 = this.#limit(1, count, BLOCK);
      const end = Math.min(rank + BLOCK, whole);
      for (; rank < end; rank += STEP) {
        const bothBefore = both;
        const secondBefore = second;
        const countBefore = count;
        const next = start + rank + STEP;
        for (let i = start + rank; i < next; i += 4) {
          const a = coarse[order[i]!]!;
          const b = coarse[order[i + 1]!]!;
          const c = coarse[order[i + 2]!]!;
          const d = coarse[order[i + 3]!]!;
          // All bits set where the row is in lane 1.
          const maskA = (a << 31) >> 31;
          const maskB = (b << 31) >> 31;
          const maskC = (c << 31) >> 31;
          const maskD = (d << 31) >> 31;
          both = (both + a + b + c + d) | 0;
          second = (second + (a & maskA) + (b & maskB) + (c & maskC) + (d & maskD)) | 0;
          count = (count - maskA - maskB - maskC - maskD) | 0;
        }
        const gained = count - countBefore;
        const reach0 = Math.max(Math.abs(bothBefore - secondBefore), Math.abs(both - second)) + half * (STEP - gained);
        const reach1 = Math.max(Math.abs(secondBefore), Math.abs(second)) + half * gained;
        if (reach0 > limit0 || reach1 > limit1) {
          this.#sums[0] = bothBefore - secondBefore;
          this.#sums[1] = secondBefore;
          this.#counts[0] = rank - countBefore;
          this.#counts[1] = countBefore;
          this.#inspect(column, rank, rank + STEP, coarse, 1);
          limit0 = this.#limit(0, rank + STEP - count, BLOCK);
          limit1 = this.#limit(1, count, BLOCK);
        }
      }
    }
    this.#sums[0] = both - second;
    this.#sums[1] = second;
    this.#counts[0] = whole - count;
    this.#counts[1] = count;
    this.#inspect(column, whole, rows, coarse, 1);
  }

  #visitFour({ coarse, largestCoarse }: Frontier, column: number): void {
    const { rows, order } = this.#data;
    const start = column * rows;
    const half = largestCoarse / 2;
    const whole = rows - (rows % STEP);
    // Sums over all lanes, lanes 1 and 3, lanes 2 and 3, and lane 3; rows of lanes 0 to 2.
    let all = 0;
    let odd = 0;
    let upper = 0;
    let last = 0;
    let count0 = 0;
    let count1 = 0;
    let count2 = 0;
    for (let rank = 0; rank < whole;) {
      let limit0 = this.#limit(0, count0, BLOCK);
      let limit1 = this.#limit(1, count1, BLOCK);
      let limit2 = this.#limit(2, count2, BLOCK);
      let limit3 = this.#limit(3, rank - count0 - count1 - count2, BLOCK);
      const end = Math.min(rank + BLOCK, whole);
      for (; rank < end; rank += STEP) {
        const allBefore = all;
        const oddBefore = odd;
        const upperBefore = upper;
        const lastBefore = last;
        const next = start + rank + STEP;
        // Rows of the four lanes in this step, one byte each.
        let gained = 0;
        for (let i = start + rank; i < next; i += 2) {
          const a = coarse[order[i]!]!;
          const b = coarse[order[i + 1]!]!;
          const upperA = (a << 30) >> 31;
          const upperB = (b << 30) >> 31;
          const oddA = a & ((a << 31) >> 31);
          const oddB = b & ((b << 31) >> 31);
          gained = (gained + (1 << ((a & 3) << 3)) + (1 << ((b & 3) << 3))) | 0;
          all = (all + a + b) | 0;
          odd = (odd + oddA + oddB) | 0;
          upper = (upper + (a & upperA) + (b & upperB)) | 0;
          last = (last + (oddA & upperA) + (oddB & upperB)) | 0;
        }
        const gained0 = gained & 255;
        const gained1 = (gained >> 8) & 255;
        const gained2 = (gained >> 16) & 255;
        const before0 = allBefore - oddBefore - upperBefore + lastBefore;
        const reach0 = Math.max(Math.abs(before0), Math.abs(all - odd - upper + last)) + half * gained0;
        const reach1 = Math.max(Math.abs(oddBefore - lastBefore), Math.abs(odd - last)) + half * gained1;
        const reach2 = Math.max(Math.abs(upperBefore - lastBefore), Math.abs(upper - last)) + half * gained2;
        const reach3 = Math.max(Math.abs(lastBefore), Math.abs(last)) + half * (gained >> 24);
        if (reach0 > limit0 || reach1 > limit1 || reach2 > limit2 || reach3 > limit3) {
          this.#sums[0] = before0;
          this.#sums[1] = oddBefore - lastBefore;
          this.#sums[2] = upperBefore - lastBefore;
          this.#sums[3] = lastBefore;
          this.#counts[0] = count0;
          this.#counts[1] = count1;
          this.#counts[2] = count2;
          this.#counts[3] = rank - count0 - count1 - count2;
          this.#inspect(column, rank, rank + STEP, coarse, 3);
          limit0 = this.#limit(0, count0, BLOCK);
          limit1 = this.#limit(1, count1, BLOCK);
          limit2 = this.#limit(2, count2, BLOCK);
          limit3 = this.#limit(3, rank - count0 - count1 - count2, BLOCK);
        }
        count0 += gained0;
        count1 += gained1;
        count2 += gained2;
      }
    }
    this.#sums[0] = all - odd - upper + last;
    this.#sums[1] = odd - last;
    this.#sums[2] = upper - last;
    this.#sums[3] = last;
    this.#counts[0] = count0;
    this.#counts[1] = count1;
    this.#counts[2] = count2;
    this.#counts[3] = whole - count0 - count1 - count2;
    this.#inspect(column, whole, rows, coarse, 3);
  }
}
