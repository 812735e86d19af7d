import { offerCut, type BestSplit } from '../best-split.ts';
import type { ColumnScanner } from '../column-scanner.ts';
import { MOST_LANES, type Frontier } from '../frontier.ts';
import type { SortedColumns } from '../sorted-columns.ts';
import { scanModule, STEP } from './scan-code.ts';
import * as layout from './scan-layout.ts';

type Scan = (place: number, stop: number, start: number, end: number, table: number, tags: number, values: number) => void;
type Inspect = (...column: readonly number[]) => number;
interface Kernel {
  readonly scan: Scan;
  readonly inspect: Inspect;
}

const PAGE = 2 ** 16;
const F64 = 8;
const I32 = 4;

/** One memory for all scanners of this thread, since engines reserve gigabytes of addresses for each; it belongs to the last one attached. */
const memory = new WebAssembly.Memory({ initial: 1 });
let owner: KernelScanner | undefined;

/** By lanes and bytes of a row number. */
const kernels = new Map<string, Kernel>();

function kernelFor(lanes: number, rowBytes: number): Kernel {
  const key = `${lanes} ${rowBytes}`;
  let kernel = kernels.get(key);
  if (kernel === undefined) {
    const module = new WebAssembly.Module(scanModule(lanes, rowBytes));
    kernel = new WebAssembly.Instance(module, { host: { memory } }).exports as unknown as Kernel;
    kernels.set(key, kernel);
  }
  return kernel;
}

/** Whether this engine runs the kernel. */
export function isKernelSupported(): boolean {
  return typeof WebAssembly === 'object' && WebAssembly.validate(scanModule(MOST_LANES, 2));
}

/** The scan in WebAssembly: the same sums, scores and cuts as `PlainScanner`, several rows and lanes at a time. */
export class KernelScanner implements ColumnScanner {
  readonly #data: SortedColumns;
  /** Addresses of the tables. */
  readonly #table = layout.TABLES;
  readonly #tags: number;
  readonly #values: number;
  readonly #order: number;
  readonly #bytes: number;
  #numbers = new Float64Array(memory.buffer, 0, layout.TABLES / F64);
  #integers = new Int32Array(memory.buffer, 0, layout.TABLES / I32);

  constructor(data: SortedColumns) {
    const { rows, columns, order } = data;
    this.#data = data;
    this.#tags = this.#table + MOST_LANES * F64 * rows;
    this.#values = this.#tags + I32 * rows;
    this.#order = this.#values + I32 * rows * columns;
    this.#bytes = this.#order + order.byteLength;
  }

  attach(frontier: Frontier): void {
    const { rows, columns, values, order } = this.#data;
    if (owner !== this) {
      const missing = Math.ceil((this.#bytes - memory.buffer.byteLength) / PAGE);
      if (missing > 0) memory.grow(missing);
      new Float32Array(memory.buffer, this.#values, rows * columns).set(values);
      if (order.BYTES_PER_ELEMENT === 2) new Uint16Array(memory.buffer, this.#order, rows * columns).set(order);
      else new Uint32Array(memory.buffer, this.#order, rows * columns).set(order);
      this.#numbers = new Float64Array(memory.buffer, 0, layout.TABLES / F64);
      this.#integers = new Int32Array(memory.buffer, 0, layout.TABLES / I32);
      owner = this;
    }
    frontier.table = new Float64Array(memory.buffer, this.#table, MOST_LANES * rows);
    frontier.tags = new Int32Array(memory.buffer, this.#tags, rows);
  }

  begin({ sizes, sums, largest }: Frontier): void {
    const numbers = this.#numbers;
    for (let lane = 0; lane < MOST_LANES; lane++) {
      const size = sizes[lane]!;
      // A lane without a node has bounds of infinity, whose product with 2 − 1 rows bars every cut.
      numbers[layout.SIZES / F64 + lane] = Math.max(2, size);
      numbers[layout.ALLOWANCES / F64 + lane] = size;
      numbers[layout.SUMS / F64 + lane] = sums[lane]!;
    }
    numbers.fill((STEP / 2) * largest, layout.SWING / F64, layout.TABLES / F64);
  }

  scan({ lanes, sizes, sums }: Frontier, column: number, bests: readonly BestSplit[]): void {
    const { rows, order } = this.#data;
    const rowBytes = order.BYTES_PER_ELEMENT;
    const kernel = kernelFor(lanes, rowBytes);
    const numbers = this.#numbers;
    const integers = this.#integers;
    for (let lane = 0; lane < MOST_LANES; lane++) {
      const size = sizes[lane]!;
      const score = size === 0 ? Infinity : bests[lane]!.score;
      numbers[layout.BEST / F64 + lane] = score;
      numbers[layout.BOUNDS / F64 + lane] = size === 0 ? Infinity : Math.max(0, score) / size;
      numbers[layout.STATE_SUMS / F64 + lane] = 0;
      numbers[layout.STATE_COUNTS / F64 + lane] = 0;
      integers[layout.FOUND / I32 + lane] = 0;
    }
    const start = this.#order + rowBytes * rows * column;
    const end = start + rowBytes * rows;
    const whole = start + rowBytes * (rows - (rows % STEP));
    const values = this.#values + I32 * rows * column;
    kernel.scan(start, whole, start, end, this.#table, this.#tags, values);
    if (whole < end) kernel.inspect(whole, end, start, end, this.#table, this.#tags, values, 0);
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
