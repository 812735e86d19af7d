import { expNonPositive } from '../../../core/exp-non-positive.ts';
import type { ClassifiedRows } from '../logistic-objective.ts';
import { BLOCK_ROWS, CLASS_STEP, NEGLIGIBLE_LOGIT, type LogisticPass } from './logistic-pass.ts';

/** The pass in plain JavaScript: what `KernelPass` must agree with, and what runs where there is no WebAssembly SIMD. */
export class PlainPass implements LogisticPass {
  readonly sums: Float64Array;
  readonly owns: Float64Array;
  readonly rows: ClassifiedRows;
  readonly stride: number;
  readonly #logits: Float64Array;

  constructor(rows: ClassifiedRows, stride: number) {
    this.rows = rows;
    this.stride = stride;
    this.sums = new Float64Array(rows.labels.length);
    this.owns = new Float64Array(rows.labels.length);
    this.#logits = new Float64Array(BLOCK_ROWS * stride);
  }

  run(coefficients: Float64Array, gradient: Float64Array): void {
    const count = this.rows.labels.length;
    gradient.fill(0);
    for (let start = 0; start < count; start += BLOCK_ROWS) {
      const size = Math.min(BLOCK_ROWS, count - start);
      this.#multiply(coefficients, start, size);
      this.#softmax(start, size);
      this.#accumulate(gradient, start, size);
    }
  }

  /** Logits of a block: inputs times coefficients. Two rows and four classes a step keep eight sums in registers. */
  #multiply(coefficients: Float64Array, start: number, size: number): void {
    const { inputs, width } = this.rows;
    const { stride } = this;
    const logits = this.#logits;
    for (let i = 0; i < size; i += 2) {
      const first = (start + i) * width;
      // An odd last row is computed twice, into a row of the block that nobody reads.
      const second = i + 1 < size ? first + width : first;
      for (let k = 0; k < stride; k += CLASS_STEP) {
        let a0 = 0;
        let a1 = 0;
        let a2 = 0;
        let a3 = 0;
        let b0 = 0;
        let b1 = 0;
        let b2 = 0;
        let b3 = 0;
        for (let j = 0, c = k; j < width; j++, c += stride) {
          const a = inputs[first + j]!;
          const b = inputs[second + j]!;
          const c0 = coefficients[c]!;
          const c1 = coefficients[c + 1]!;
          const c2 = coefficients[c + 2]!;
          const c3 = coefficients[c + 3]!;
          a0 += a * c0;
          a1 += a * c1;
          a2 += a * c2;
          a3 += a * c3;
          b0 += b * c0;
          b1 += b * c1;
          b2 += b * c2;
          b3 += b * c3;
        }
        const to = i * stride + k;
        logits[to] = a0;
        logits[to + 1] = a1;
        logits[to + 2] = a2;
        logits[to + 3] = a3;
        logits[to + stride] = b0;
        logits[to + stride + 1] = b1;
        logits[to + stride + 2] = b2;
        logits[to + stride + 3] = b3;
      }
    }
  }

  /** Turns a block's logits into derivatives of the loss by logit. */
  #softmax(start: number, size: number): void {
    const { labels, classCount, classWeights } = this.rows;
    const { stride, sums, owns } = this;
    const logits = this.#logits;
    for (let i = 0; i < size; i++) {
      const from = i * stride;
      const label = labels[start + i]!;
      const weight = classWeights[label]!;
      let largest = -Infinity;
      for (let k = from; k < from + classCount; k++) if (logits[k]! > largest) largest = logits[k]!;
      owns[start + i] = logits[from + label]! - largest;
      logits.fill(0, from + classCount, from + stride);
      // Even and odd classes apart, as the kernel adds them.
      let even = 0;
      let odd = 0;
      for (let k = from; k < from + classCount; k++) {
        const shifted = logits[k]! - largest;
        const value = shifted < NEGLIGIBLE_LOGIT ? 0 : expNonPositive(shifted);
        logits[k] = value;
        if (((k - from) & 1) === 0) even += value;
        else odd += value;
      }
      sums[start + i] = even + odd;
      const scale = weight / (even + odd);
      for (let k = from; k < from + classCount; k++) logits[k] = logits[k]! * scale;
      logits[from + label] = logits[from + label]! - weight;
      if (classCount === 2) logits[from] = 0;
    }
  }

  /** Adds a block's inputsᵀ · derivatives to the gradient. */
  #accumulate(gradient: Float64Array, start: number, size: number): void {
    const { inputs, width } = this.rows;
    const { stride } = this;
    const derivatives = this.#logits;
    for (let j = 0; j < width; j += 2) {
      const hasSecond = j + 1 < width;
      for (let k = 0; k < stride; k += CLASS_STEP) {
        let a0 = 0;
        let a1 = 0;
        let a2 = 0;
        let a3 = 0;
        let b0 = 0;
        let b1 = 0;
        let b2 = 0;
        let b3 = 0;
        for (let i = 0, x = start * width + j, c = k; i < size; i++, x += width, c += stride) {
          const a = inputs[x]!;
          // Past the last input this reads the next row's first one; the sum is not stored.
          const b = inputs[x + 1]!;
          const c0 = derivatives[c]!;
          const c1 = derivatives[c + 1]!;
          const c2 = derivatives[c + 2]!;
          const c3 = derivatives[c + 3]!;
          a0 += a * c0;
          a1 += a * c1;
          a2 += a * c2;
          a3 += a * c3;
          b0 += b * c0;
          b1 += b * c1;
          b2 += b * c2;
          b3 += b * c3;
        }
        const to = j * stride + k;
        gradient[to]! += a0;
        gradient[to + 1]! += a1;
        gradient[to + 2]! += a2;
        gradient[to + 3]! += a3;
        if (!hasSecond) continue;
        gradient[to + stride]! += b0;
        gradient[to + stride + 1]! += b1;
        gradient[to + stride + 2]! += b2;
        gradient[to + stride + 3]! += b3;
      }
    }
  }
}
