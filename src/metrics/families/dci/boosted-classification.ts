import { exp, ln } from '../../../core/mathematics.ts';
import { LEARNING_RATE, STAGES } from './boosting.ts';
import type { CodeRows } from './code-rows.ts';
import { createExpectation } from './expectation.ts';
import type { TreeBuilder } from './tree-builder.ts';
import { addEvaluations, LEAVES } from './tree.ts';

/** Predicted class numbers of the rows that were fitted and of the rest. */
export interface ClassificationFit {
  readonly train: Int32Array;
  readonly test: Int32Array;
}

/** Below this mean curvature a leaf predicts nothing: scikit-learn, `_safe_divide`. */
const LEAST_CURVATURE = 1e-150;

/** Below this the logistic function equals the exponential in double precision: scikit-learn, `cgradient_half_binomial`. */
const LOGISTIC_IS_EXPONENTIAL = -37;

/**
 * Fits gradient-boosted trees to a discrete factor by logarithmic loss, from the class shares, and predicts its class: one tree per
 * stage for two classes, one per class for more; leaves take one Newton step.
 *
 * Source: Friedman, Annals of Statistics 29 (2001), algorithms 5 and 6; scikit-learn 1.9, `GradientBoostingClassifier` with its
 * defaults.
 *
 * @param builder grows on the training rows; its `decreases` gain those of this fit
 * @param labels class number of each training row, from 0; every class occurs
 * @param classes number of classes, at least 2
 */
export function boostClassification(
  builder: TreeBuilder,
  labels: ArrayLike<number>,
  classes: number,
  test: CodeRows,
): ClassificationFit {
  const n = labels.length;
  const scores = classes === 2 ? 1 : classes;
  const start = initialScores(labels, classes);
  const train = Array.from({ length: scores }, (_, k) => new Float64Array(n).fill(start[k]!));
  const predicted = Array.from({ length: scores }, (_, k) => new Float64Array(test.rows).fill(start[k]!));
  const residuals = Array.from({ length: scores }, () => new Float64Array(n));
  const expectations = Array.from({ length: scores }, () => createExpectation());
  const { tree } = builder;
  for (let stage = 0; stage < STAGES; stage++) {
    if (scores === 1) logisticResiduals(train[0]!, labels, residuals[0]!);
    else softmaxResiduals(train, labels, residuals);
    for (let k = 0; k < scores; k++) {
      builder.grow(residuals[k]!, expectations[k]!);
      const { leaves } = builder;
      const positive = scores === 1 ? 1 : k;
      const steps = newtonSteps(residuals[k]!, labels, positive, leaves, scores === 1 ? 1 : (classes - 1) / classes);
      const own = train[k]!;
      for (let i = 0; i < n; i++) own[i] = own[i]! + LEARNING_RATE * steps[leaves[i]!]!;
      addEvaluations(tree, steps, test, LEARNING_RATE, predicted[k]!);
    }
  }
  return { train: decide(train), test: decide(predicted) };
}

/** Log-odds of the second of two classes, or centred log-shares of many. */
function initialScores(labels: ArrayLike<number>, classes: number): Float64Array {
  const n = labels.length;
  const counts = new Float64Array(classes);
  for (let i = 0; i < n; i++) counts[labels[i]!]! += 1;
  const shares = counts.map((count) => count / n);
  if (classes === 2) return Float64Array.of(ln(shares[1]! / (1 - shares[1]!)));
  const logs = shares.map((share) => ln(share));
  const mean = logs.reduce((sum, log) => sum + log, 0) / classes;
  return logs.map((log) => log - mean);
}

function logisticResiduals(scores: Float64Array, labels: ArrayLike<number>, residuals: Float64Array): void {
  for (let i = 0; i < scores.length; i++) {
    const score = scores[i]!;
    const label = labels[i]!;
    if (score > LOGISTIC_IS_EXPONENTIAL) {
      const odds = exp(-score);
      residuals[i] = (label * odds - (1 - label)) / (1 + odds);
    } else residuals[i] = label - exp(score);
  }
}

function softmaxResiduals(scores: readonly Float64Array[], labels: ArrayLike<number>, residuals: readonly Float64Array[]): void {
  for (let i = 0; i < labels.length; i++) {
    let largest = -Infinity;
    for (const column of scores) largest = Math.max(largest, column[i]!);
    let sum = 0;
    for (let k = 0; k < scores.length; k++) {
      const weight = exp(scores[k]![i]! - largest);
      residuals[k]![i] = weight;
      sum += weight;
    }
    for (let k = 0; k < scores.length; k++) residuals[k]![i] = (labels[i] === k ? 1 : 0) - residuals[k]![i]! / sum;
  }
}

/** One Newton step per leaf: mean residual over mean p·(1 − p), times `factor`. */
function newtonSteps(
  residuals: Float64Array,
  labels: ArrayLike<number>,
  positive: number,
  leaves: Uint8Array,
  factor: number,
): Float64Array {
  const gradients = new Float64Array(LEAVES);
  const curvatures = new Float64Array(LEAVES);
  const counts = new Float64Array(LEAVES);
  for (let i = 0; i < residuals.length; i++) {
    const leaf = leaves[i]!;
    const residual = residuals[i]!;
    const probability = (labels[i] === positive ? 1 : 0) - residual;
    gradients[leaf]! += residual;
    curvatures[leaf]! += probability * (1 - probability);
    counts[leaf]! += 1;
  }
  return gradients.map((gradient, leaf) => {
    const curvature = curvatures[leaf]! / counts[leaf]!;
    return Math.abs(curvature) < LEAST_CURVATURE ? 0 : (factor * (gradient / counts[leaf]!)) / curvature;
  });
}

/** The class of the highest score, the first among equals; of two classes the second from a score of 0 on. */
function decide(scores: readonly Float64Array[]): Int32Array {
  const [first] = scores;
  if (scores.length === 1) return Int32Array.from(first!, (score) => (score >= 0 ? 1 : 0));
  return Int32Array.from(first!, (_, i) => {
    let best = 0;
    for (let k = 1; k < scores.length; k++) if (scores[k]![i]! > scores[best]![i]!) best = k;
    return best;
  });
}
