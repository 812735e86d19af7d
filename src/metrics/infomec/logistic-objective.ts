import { expNonPositive } from '../../core/exp-non-positive.ts';
import { ln } from '../../core/mathematics.ts';

/** Rows that are worked on at a time: their inputs and probabilities stay in the processor's cache. */
const BLOCK_ROWS = 64;

/** Classes per step of the inner loops; coefficients are padded with unused columns up to a multiple of it. */
const CLASS_STEP = 4;

/** A probability below e^−40 cannot change a float64 sum that holds one above e^−3 (the largest of 20 is at least 1/20). */
const NEGLIGIBLE_LOGIT = -40;

/** Rows of inputs with a class each. */
export interface ClassifiedRows {
  /** n rows of `width` inputs, one row after the other, and one unused entry; the last input of a row is the constant 1. */
  readonly inputs: Float64Array;
  readonly width: number;
  /** Class of each row, 0 … classCount − 1. */
  readonly labels: Int32Array;
  readonly classCount: number;
  /** Weight of a row by class. */
  readonly classWeights: Float64Array;
}

/** Columns of coefficients that are stored for `classCount` classes. */
function paddedClasses(classCount: number): number {
  return Math.ceil(classCount / CLASS_STEP) * CLASS_STEP;
}

/**
 * Penalised weighted log loss of multinomial logistic regression with its gradient:
 * Σ w(yᵢ) · −ln p(yᵢ | xᵢ) + ½‖W‖², the constant input unpenalised.
 *
 * With two classes the first one's coefficients are fixed at 0 and only the second's count in the penalty (one logit).
 */
export class LogisticObjective {
  readonly rows: ClassifiedRows;
  readonly count: number;
  readonly stride: number;
  /** Mean log loss without weights or penalty at the last point evaluated. */
  meanLogLoss = 0;
  readonly #logits: Float64Array;

  constructor(rows: ClassifiedRows) {
    this.rows = rows;
    this.count = rows.labels.length;
    this.stride = paddedClasses(rows.classCount);
    this.#logits = new Float64Array(BLOCK_ROWS * this.stride);
  }

  /** Length of a vector of coefficients: input j of class k at `j * stride + k`. */
  get size(): number {
    return this.rows.width * this.stride;
  }

  /** Value at `coefficients`; the gradient is written to `gradient`. */
  evaluate(coefficients: Float64Array, gradient: Float64Array): number {
    gradient.fill(0);
    let weighted = 0;
    this.meanLogLoss = 0;
    for (let start = 0; start < this.count; start += BLOCK_ROWS) {
      const size = Math.min(BLOCK_ROWS, this.count - start);
      this.#multiply(coefficients, start, size);
      weighted += this.#softmax(start, size);
      this.#accumulate(gradient, start, size);
    }
    this.meanLogLoss /= this.count;
    return weighted + this.#penalise(coefficients, gradient);
  }

  /** Writes the class probabilities of one row at `coefficients` to `target`. */
  probabilities(row: number, coefficients: Float64Array, target: Float64Array): void {
    const { inputs, width, classCount } = this.rows;
    const { stride } = this;
    target.fill(0);
    for (let j = 0; j < width; j++) {
      const input = inputs[row * width + j]!;
      for (let k = 0, c = j * stride; k < classCount; k++, c++) target[k]! += input * coefficients[c]!;
    }
    let largest = -Infinity;
    for (let k = 0; k < classCount; k++) if (target[k]! > largest) largest = target[k]!;
    let sum = 0;
    for (let k = 0; k < classCount; k++) {
      const value = expNonPositive(target[k]! - largest);
      target[k] = value;
      sum += value;
    }
    for (let k = 0; k < classCount; k++) target[k] = target[k]! / sum;
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

  /** Turns a block's logits into derivatives of the loss by logit; returns the block's weighted loss. */
  #softmax(start: number, size: number): number {
    const { labels, classCount, classWeights } = this.rows;
    const { stride } = this;
    const logits = this.#logits;
    let weighted = 0;
    let plain = 0;
    for (let i = 0; i < size; i++) {
      const from = i * stride;
      const label = labels[start + i]!;
      const weight = classWeights[label]!;
      let largest = -Infinity;
      for (let k = from; k < from + classCount; k++) if (logits[k]! > largest) largest = logits[k]!;
      const own = logits[from + label]! - largest;
      let sum = 0;
      for (let k = from; k < from + classCount; k++) {
        const shifted = logits[k]! - largest;
        const value = shifted < NEGLIGIBLE_LOGIT ? 0 : expNonPositive(shifted);
        logits[k] = value;
        sum += value;
      }
      const loss = ln(sum) - own;
      plain += loss;
      weighted += weight * loss;
      const scale = weight / sum;
      for (let k = from; k < from + classCount; k++) logits[k] = logits[k]! * scale;
      logits[from + label] = logits[from + label]! - weight;
      if (classCount === 2) logits[from] = 0;
    }
    this.meanLogLoss += plain;
    return weighted;
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

  #penalise(coefficients: Float64Array, gradient: Float64Array): number {
    const penalised = (this.rows.width - 1) * this.stride;
    let squares = 0;
    for (let c = 0; c < penalised; c++) {
      squares += coefficients[c]! * coefficients[c]!;
      gradient[c]! += coefficients[c]!;
    }
    return squares / 2;
  }
}
