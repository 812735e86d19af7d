import { EXP_CONSTANTS } from '../../../core/webassembly/exp-code.ts';
import { growTo } from '../../../core/webassembly/grow-memory.ts';
import { instantiate } from '../../../core/webassembly/instantiate.ts';
import type { ClassifiedRows } from '../logistic-objective.ts';
import { logisticModule } from './logistic-code.ts';
import * as layout from './logistic-layout.ts';
import { BLOCK_ROWS, CLASS_STEP, NEGLIGIBLE_LOGIT, type LogisticPass } from './logistic-pass.ts';

interface Kernel {
  differentiate(
    row: number,
    rows: number,
    inputs: number,
    inputBytes: number,
    coefficients: number,
    coefficientEnd: number,
    derivatives: number,
  ): void;
  accumulate(
    inputs: number,
    inputBytes: number,
    derivatives: number,
    derivativesEnd: number,
    gradient: number,
    gradientEnd: number,
  ): void;
}

const F64 = 8;
const I32 = 4;

/** One memory for all passes of this thread; `loaded` are the sums of the pass whose rows lie in it. */
const memory = new WebAssembly.Memory({ initial: 1 });
let numbers = new Float64Array(memory.buffer);
let loaded: Float64Array | undefined;

/** By stride. */
const kernels = new Map<number, Kernel>();

function kernelFor(stride: number): Kernel {
  let kernel = kernels.get(stride);
  if (kernel === undefined) {
    kernel = instantiate<Kernel>(logisticModule(stride), memory);
    kernels.set(stride, kernel);
  }
  return kernel;
}

let supported: boolean | undefined;

/** Whether this engine runs the kernel. */
export function isLogisticKernelSupported(): boolean {
  supported ??= WebAssembly.validate(logisticModule(CLASS_STEP));
  return supported;
}

/** The pass in WebAssembly: the same bits as `PlainPass`, two classes at a time. */
export class KernelPass implements LogisticPass {
  sums = new Float64Array(0);
  owns = new Float64Array(0);
  readonly #rows: ClassifiedRows;
  readonly #stride: number;
  /** Addresses. */
  readonly #coefficients: number;
  readonly #gradient: number;
  readonly #derivatives: number;
  readonly #inputs: number;
  readonly #sums: number;
  readonly #owns: number;
  readonly #labels: number;

  constructor(rows: ClassifiedRows, stride: number) {
    const n = rows.labels.length;
    const size = rows.width * stride;
    this.#rows = rows;
    this.#stride = stride;
    this.#coefficients = layout.END;
    this.#gradient = this.#coefficients + F64 * size;
    this.#derivatives = this.#gradient + F64 * size;
    this.#inputs = this.#derivatives + F64 * BLOCK_ROWS * stride;
    this.#sums = this.#inputs + F64 * rows.inputs.length;
    this.#owns = this.#sums + F64 * n;
    this.#labels = this.#owns + F64 * n;
  }

  run(coefficients: Float64Array, gradient: Float64Array): void {
    const { width, labels } = this.#rows;
    const stride = this.#stride;
    if (loaded !== this.sums) this.#load();
    const kernel = kernelFor(stride);
    numbers.set(coefficients, this.#coefficients / F64);
    const gradientAt = this.#gradient / F64;
    numbers.fill(0, gradientAt, gradientAt + width * stride);
    const inputBytes = F64 * width;
    const derivatives = this.#derivatives;
    for (let start = 0; start < labels.length; start += BLOCK_ROWS) {
      const size = Math.min(BLOCK_ROWS, labels.length - start);
      const inputs = this.#inputs + inputBytes * start;
      kernel.differentiate(start, size, inputs, inputBytes, this.#coefficients, this.#gradient, derivatives);
      kernel.accumulate(inputs, inputBytes, derivatives, derivatives + F64 * size * stride, this.#gradient, derivatives);
    }
    gradient.set(numbers.subarray(gradientAt, gradientAt + width * stride));
  }

  #load(): void {
    const { inputs, labels, classCount, classWeights } = this.#rows;
    numbers = growTo(memory, numbers, Math.ceil((this.#labels + I32 * labels.length) / F64));
    const put = (values: ArrayLike<number>, address: number): void => numbers.set(values, address / F64);
    put(EXP_CONSTANTS, layout.CONSTANTS);
    put([NEGLIGIBLE_LOGIT, NEGLIGIBLE_LOGIT], layout.NEGLIGIBLE);
    put(
      Array.from({ length: this.#stride }, (_, k) => (k < classCount ? 0 : -Infinity)),
      layout.PADDING,
    );
    put(classWeights, layout.CLASS_WEIGHTS);
    const integers = new Int32Array(memory.buffer);
    integers.set([this.#labels, this.#sums, this.#owns, classCount === 2 ? 1 : 0], layout.LABELS / I32);
    put(inputs, this.#inputs);
    integers.set(labels, this.#labels / I32);
    this.sums = new Float64Array(memory.buffer, this.#sums, labels.length);
    this.owns = new Float64Array(memory.buffer, this.#owns, labels.length);
    loaded = this.sums;
  }
}
