import { instantiate } from '../../../../core/webassembly/instantiate.ts';
import { offerCut, type BestSplit } from '../best-split.ts';
import type { RowScanner } from '../row-scanner.ts';
import { MOST_LANES, tagOf, type Frontier } from '../frontier.ts';
import type { RowDescent } from '../row-descent.ts';
import type { SortedColumns, RowNumbers } from '../sorted-columns.ts';
import { scanModule, SLACK } from './scan-code.ts';
import * as layout from './scan-layout.ts';

interface Kernel {
  scan(place: number, stop: number, start: number, end: number, values: number): void;
  inspect(place: number, stop: number, start: number, end: number, values: number): void;
  /** For one lane. */
  assign(rows: number, leaves: number, deviations: number): void;
  /** For more. */
  descend(rows: number, leaves: number, deviations: number): void;
}

const PAGE = 2 ** 16;
const F64 = 8;
const I32 = 4;

/**
 * One memory for all scanners of this thread, since engines reserve gigabytes of addresses for each. `numbers` and `integers` are
 * views of its layout, `loaded` the data whose columns lie in it.
 */
const memory = new WebAssembly.Memory({ initial: 1 });
let numbers = new Float64Array(memory.buffer, 0, layout.TAGS / F64);
let integers = new Int32Array(memory.buffer, 0, layout.TAGS / I32);
let loaded: SortedColumns | undefined;

/** Rows in a step of the kernel: more make less work of comparisons, but blur them where a node has few rows. */
const SHORT_STEP = 8;
const LONG_STEP = 16;
const ROWS_FOR_LONG_STEPS = 4096;

function stepFor(lanes: number, rows: number): number {
  return lanes === MOST_LANES && rows >= ROWS_FOR_LONG_STEPS ? LONG_STEP : SHORT_STEP;
}

/** By lanes, bytes of a row number and step. */
const kernels = new Map<string, Kernel>();

function kernelFor(lanes: number, rowBytes: number, step: number): Kernel {
  const key = `${lanes} ${rowBytes} ${step}`;
  let kernel = kernels.get(key);
  if (kernel === undefined) {
    kernel = instantiate<Kernel>(scanModule(lanes, rowBytes, step), memory);
    kernels.set(key, kernel);
  }
  return kernel;
}

let supported: boolean | undefined;

/** Whether this engine runs the kernel. */
export function isKernelSupported(): boolean {
  supported ??= WebAssembly.validate(scanModule(MOST_LANES, 2, SHORT_STEP));
  return supported;
}

/** The scan in WebAssembly: the same sums, scores and cuts as `PlainScanner`, several rows and lanes at a time. */
export class KernelScanner implements RowScanner {
  readonly #data: SortedColumns;
  /** Addresses. */
  readonly #table: number;
  readonly #deviations: number;
  readonly #leaves: number;
  readonly #values: number;
  readonly #order: number;
  readonly #ranks: number;
  readonly #bytes: number;

  constructor(data: SortedColumns) {
    const { rows, columns, order, ranks } = data;
    this.#data = data;
    this.#table = layout.tableAddress(order.BYTES_PER_ELEMENT);
    this.#deviations = this.#table + MOST_LANES * F64 * rows;
    this.#values = this.#deviations + F64 * rows;
    this.#order = this.#values + I32 * rows * columns;
    this.#ranks = this.#order + order.byteLength;
    this.#leaves = this.#ranks + ranks.byteLength;
    this.#bytes = this.#leaves + rows;
  }

  attach(frontier: Frontier): void {
    const { rows, columns, values, order, ranks } = this.#data;
    if (loaded !== this.#data) {
      const missing = Math.ceil((this.#bytes - memory.buffer.byteLength) / PAGE);
      if (missing > 0) {
        memory.grow(missing);
        numbers = new Float64Array(memory.buffer, 0, layout.TAGS / F64);
        integers = new Int32Array(memory.buffer, 0, layout.TAGS / I32);
      }
      new Float32Array(memory.buffer, this.#values, rows * columns).set(values);
      copyRowNumbers(order, this.#order);
      copyRowNumbers(ranks, this.#ranks);
      loaded = this.#data;
    }
    frontier.table = new Float64Array(memory.buffer, this.#table, MOST_LANES * rows);
    frontier.tags = new Int32Array(memory.buffer, layout.TAGS, rows);
    frontier.leaves = new Uint8Array(memory.buffer, this.#leaves, rows);
    frontier.deviations = new Float64Array(memory.buffer, this.#deviations, rows);
  }

  begin({ sizes, sums, largest }: Frontier): void {
    for (let lane = 0; lane < MOST_LANES; lane++) {
      const size = sizes[lane]!;
      // A lane without a node has bounds of infinity, whose product with 2 − 1 rows bars every cut.
      numbers[layout.SIZES / F64 + lane] = Math.max(2, size);
      numbers[layout.ALLOWANCES / F64 + lane] = size;
      numbers[layout.SUMS / F64 + lane] = sums[lane]!;
    }
    numbers.fill(largest / 2, layout.SWING / F64, layout.SWING / F64 + 2);
  }

  scan({ lanes, sizes, sums }: Frontier, column: number, floors: Float64Array, bests: readonly BestSplit[]): void {
    const { rows, order } = this.#data;
    const rowBytes = order.BYTES_PER_ELEMENT;
    const step = stepFor(lanes, rows);
    const kernel = kernelFor(lanes, rowBytes, step);
    for (let lane = 0; lane < MOST_LANES; lane++) {
      const size = sizes[lane]!;
      const score = size === 0 ? Infinity : Math.max(floors[lane]!, bests[lane]!.score);
      numbers[layout.BEST / F64 + lane] = score;
      numbers[layout.BOUNDS / F64 + lane] = size === 0 ? Infinity : (score / size) * SLACK;
      numbers[layout.STATE_SUMS / F64 + lane] = 0;
      numbers[layout.STATE_COUNTS / F64 + lane] = 0;
      integers[layout.FOUND / I32 + lane] = 0;
    }
    const start = this.#order + rowBytes * rows * column;
    const end = start + rowBytes * rows;
    const whole = start + rowBytes * (rows - (rows % step));
    const values = this.#values + I32 * rows * column;
    if (whole > start) kernel.scan(start, whole, start, end, values);
    if (whole < end) kernel.inspect(whole, end, start, end, values);
    for (let lane = 0; lane < lanes; lane++) {
      if (integers[layout.FOUND / I32 + lane] === 0) continue;
      const size = numbers[layout.FOUND_SIZES / F64 + lane]!;
      const sum = numbers[layout.FOUND_SUMS / F64 + lane]!;
      const lastRank = integers[layout.FOUND_LAST / I32 + lane]!;
      const nextRank = integers[layout.FOUND_NEXT / I32 + lane]!;
      offerCut(bests[lane]!, column, lastRank, nextRank, size, sum, sizes[lane]! - size, sums[lane]! - sum);
    }
  }

  descend(frontier: Frontier, descent: RowDescent): void {
    const { rows, order } = this.#data;
    this.#prepare(descent);
    for (let child = 0; child < MOST_LANES; child++) {
      const lane = descent.lanes[child]!;
      numbers[layout.SHIFTS / F64 + child] = descent.shifts[child]!;
      integers[layout.CHILD_LANES / I32 + child] = F64 * lane;
      integers[layout.CHILD_TAGS / I32 + child] = tagOf(lane);
    }
    const { lanes } = frontier;
    kernelFor(lanes, order.BYTES_PER_ELEMENT, stepFor(lanes, rows)).descend(rows, this.#leaves, this.#deviations);
    frontier.largest = numbers[layout.LARGEST / F64]!;
  }

  assign(_frontier: Frontier, descent: RowDescent): void {
    const { rows, order } = this.#data;
    this.#prepare(descent);
    kernelFor(1, order.BYTES_PER_ELEMENT, stepFor(1, rows)).assign(rows, this.#leaves, this.#deviations);
  }

  #prepare({ columns, lastRanks }: RowDescent): void {
    const { rows, ranks } = this.#data;
    for (let node = 0; node < MOST_LANES; node++) {
      integers[layout.COLUMN_RANKS / I32 + node] = this.#ranks + ranks.BYTES_PER_ELEMENT * rows * columns[node]!;
      integers[layout.LAST_RANKS / I32 + node] = lastRanks[node]!;
    }
  }
}

function copyRowNumbers(source: RowNumbers, address: number): void {
  if (source.BYTES_PER_ELEMENT === 2) new Uint16Array(memory.buffer, address, source.length).set(source);
  else new Uint32Array(memory.buffer, address, source.length).set(source);
}
