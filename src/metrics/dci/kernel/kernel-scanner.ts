import { offerCut, type BestSplit } from '../best-split.ts';
import type { ColumnScanner } from '../column-scanner.ts';
import { MOST_LANES, type Frontier } from '../frontier.ts';
import type { SortedColumns } from '../sorted-columns.ts';
import { scanModule, SLACK } from './scan-code.ts';
import * as layout from './scan-layout.ts';

interface Kernel {
  scan(place: number, stop: number, start: number, end: number, values: number): void;
  inspect(place: number, stop: number, start: number, end: number, values: number): void;
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
    const module = new WebAssembly.Module(scanModule(lanes, rowBytes, step));
    kernel = new WebAssembly.Instance(module, { host: { memory } }).exports as unknown as Kernel;
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
export class KernelScanner implements ColumnScanner {
  readonly #data: SortedColumns;
  /** Addresses of the tables. */
  readonly #table: number;
  readonly #values: number;
  readonly #order: number;
  readonly #bytes: number;

  constructor(data: SortedColumns) {
    const { rows, columns, order } = data;
    this.#data = data;
    this.#table = layout.tableAddress(order.BYTES_PER_ELEMENT);
    this.#values = this.#table + MOST_LANES * F64 * rows;
    this.#order = this.#values + I32 * rows * columns;
    this.#bytes = this.#order + order.byteLength;
  }

  attach(frontier: Frontier): void {
    const { rows, columns, values, order } = this.#data;
    if (loaded !== this.#data) {
      const missing = Math.ceil((this.#bytes - memory.buffer.byteLength) / PAGE);
      if (missing > 0) {
        memory.grow(missing);
        numbers = new Float64Array(memory.buffer, 0, layout.TAGS / F64);
        integers = new Int32Array(memory.buffer, 0, layout.TAGS / I32);
      }
      new Float32Array(memory.buffer, this.#values, rows * columns).set(values);
      if (order.BYTES_PER_ELEMENT === 2) new Uint16Array(memory.buffer, this.#order, rows * columns).set(order);
      else new Uint32Array(memory.buffer, this.#order, rows * columns).set(order);
      loaded = this.#data;
    }
    frontier.table = new Float64Array(memory.buffer, this.#table, MOST_LANES * rows);
    frontier.tags = new Int32Array(memory.buffer, layout.TAGS, rows);
  }

  begin({ sizes, sums, largest }: Frontier): void {
    for (let lane = 0; lane < MOST_LANES; lane++) {
      const size = sizes[lane]!;
      // A lane without a node has bounds of infinity, whose product with 2 − 1 rows bars every cut.
      numbers[layout.SIZES / F64 + lane] = Math.max(2, size);
      numbers[layout.ALLOWANCES / F64 + lane] = size;
      numbers[layout.SUMS / F64 + lane] = sums[lane]!;
    }
    numbers.fill(largest / 2, layout.SWING / F64, layout.TAGS / F64);
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
}
