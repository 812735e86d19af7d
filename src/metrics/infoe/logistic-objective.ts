import { expNonPositive } from '../../core/exp-non-positive.ts';
import { ln } from '../../core/mathematics.ts';
import { isLogisticKernelSupported, KernelPass } from './logistic/kernel-pass.ts';
import { CLASS_STEP, type LogisticPass } from './logistic/logistic-pass.ts';
import { PlainPass } from './logistic/plain-pass.ts';

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
  readonly #pass: LogisticPass;

  constructor(rows: ClassifiedRows) {
    this.rows = rows;
    this.count = rows.labels.length;
    this.stride = paddedClasses(rows.classCount);
    this.#pass = isLogisticKernelSupported() ? new KernelPass(rows, this.stride) : new PlainPass(rows, this.stride);
  }

  /** Length of a vector of coefficients: input j of class k at `j * stride + k`. */
  get size(): number {
    return this.rows.width * this.stride;
  }

  /** Value at `coefficients`; the gradient is written to `gradient`. */
  evaluate(coefficients: Float64Array, gradient: Float64Array): number {
    const { labels, classWeights } = this.rows;
    const pass = this.#pass;
    pass.run(coefficients, gradient);
    const { sums, owns } = pass;
    let weighted = 0;
    let plain = 0;
    for (let i = 0; i < labels.length; i++) {
      const loss = ln(sums[i]!) - owns[i]!;
      plain += loss;
      weighted += classWeights[labels[i]!]! * loss;
    }
    this.meanLogLoss = plain / labels.length;
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
