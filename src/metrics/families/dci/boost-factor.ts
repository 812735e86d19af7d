import { safeScale, summariseColumn } from '../../../core/statistics/column-summary.ts';
import { boostClassification } from './boosted-classification.ts';
import { boostRegression } from './boosted-regression.ts';
import { classesOf } from './class-labels.ts';
import type { CodeRows } from './code-rows.ts';
import { coefficientOfDetermination, shareOfEqual } from './goodness-of-fit.ts';
import type { SortedColumns } from './sorted-columns.ts';
import { TreeBuilder } from './tree-builder.ts';

/** How a factor was predicted from the codes. */
export interface FactorFit {
  /** Share of each code in what the trees explain; sums to 1, or is 0 throughout where no tree could split. */
  readonly importance: Float64Array;
  /** R² or, for classes, accuracy on the training rows, unclipped. */
  readonly train: number;
  /** The same on the other rows. */
  readonly test: number;
  /** `constant`: on the training rows, so that there was nothing to fit. */
  readonly kind: 'regression' | 'classification' | 'constant';
}

/**
 * Predicts one factor from the codes by gradient-boosted trees. Factors do not depend on each other: a host may spread them over
 * workers, since all arguments are plain arrays.
 *
 * @param training sorted codes of the training rows
 * @param test codes of the other rows
 * @param trainFactor the factor on the training rows, at least one
 * @param testFactor the factor on the other rows, at least one
 */
export function boostFactor(
  training: SortedColumns,
  test: CodeRows,
  trainFactor: Float64Array,
  testFactor: Float64Array,
): FactorFit {
  const scale = safeScale(largestMagnitude(trainFactor, testFactor));
  if (scale !== 1) {
    const rescale = (factor: Float64Array): Float64Array => factor.map((value) => value * scale);
    return boostFactor(training, test, rescale(trainFactor), rescale(testFactor));
  }
  if (summariseColumn(trainFactor).constant) {
    const importance = new Float64Array(training.columns);
    const value = trainFactor[0]!;
    const predicted = new Float64Array(testFactor.length).fill(value);
    return { importance, train: 1, test: coefficientOfDetermination(testFactor, predicted), kind: 'constant' };
  }
  const builder = new TreeBuilder(training);
  const classes = classesOf(trainFactor);
  if (classes === undefined) {
    const fit = boostRegression(builder, trainFactor, test);
    return {
      importance: shares(builder.decreases),
      train: coefficientOfDetermination(trainFactor, fit.train),
      test: coefficientOfDetermination(testFactor, fit.test),
      kind: 'regression',
    };
  }
  const labelOf = (value: number): number => classes.indexOf(value);
  const trainLabels = Int32Array.from(trainFactor, labelOf);
  const fit = boostClassification(builder, trainLabels, classes.length, test);
  return {
    importance: shares(builder.decreases),
    train: shareOfEqual(trainLabels, fit.train),
    test: shareOfEqual(Int32Array.from(testFactor, labelOf), fit.test),
    kind: 'classification',
  };
}

function largestMagnitude(...factors: readonly Float64Array[]): number {
  let largest = 0;
  for (const factor of factors) for (const value of factor) largest = Math.max(largest, Math.abs(value));
  return largest;
}

function shares(decreases: Float64Array): Float64Array {
  const total = decreases.reduce((sum, decrease) => sum + decrease, 0);
  return total > 0 ? decreases.map((decrease) => decrease / total) : decreases;
}
