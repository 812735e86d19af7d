import { column, selectRows, type Matrix } from '../../core/matrix.ts';
import { ColumnData } from '../column-data.ts';
import type { RowSplit } from '../row-split.ts';

import { kernelMatrix, predict, solveRidge } from './kernel-ridge.ts';
import { toPoints, type Points } from './points.ts';

/** Widths that are tried: γ times the number of inputs, on standardised inputs. */
const GAMMAS = [0.01, 0.05, 0.25, 1] as const;

/** Penalties that are tried. */
const PENALTIES = [1e-5, 1e-3, 1e-2, 1e-1, 1] as const;

/** Rows of the fit rows on which widths and penalties are compared: as many to fit on, and as many to validate. */
const SELECTION_ROWS = 500;

/** How well the targets are explained on the rows that score. */
export interface KernelRegression {
  /** 1 − mean squared error / variance for each target, before clipping; null for constant targets. */
  readonly explained: readonly (number | null)[];
  /** γ times the number of inputs; null where nothing was fitted. */
  readonly gamma: number | null;
  /** Penalty chosen for each target; null for constant ones. */
  readonly penalties: readonly (number | null)[];
}

/** Mean over the targets that vary, each clipped to [0, 1]; null where none does. */
export function clippedMean(explained: KernelRegression['explained']): number | null {
  const counted = explained.filter((value) => value !== null);
  if (counted.length === 0) return null;
  return counted.reduce((sum, value) => sum + Math.min(1, Math.max(0, value)), 0) / counted.length;
}

/** Coordinates of rows, standardised as the fit rows are. Constant inputs are left out. */
function standardisedPoints(inputs: Matrix, rows: ArrayLike<number>, fitRows: ColumnData): Points {
  const varying = fitRows.columnsWhere(false);
  const data = new Float64Array(rows.length * varying.length);
  varying.forEach((j, k) => {
    const { mean, standardDeviation, scale } = fitRows.summaries[j]!;
    const values = column(inputs, j);
    for (let i = 0; i < rows.length; i++)
      data[i * varying.length + k] = (values[rows[i]!]! * scale - mean * scale) / (standardDeviation * scale);
  });
  return toPoints(data, rows.length, varying.length);
}

function slicePoints({ data, width }: Points, start: number, end: number): Points {
  return toPoints(data.slice(start * width, end * width), end - start, width);
}

function explainedShare(truth: Float64Array, predicted: Float64Array): number | null {
  const mean = truth.reduce((sum, value) => sum + value, 0) / truth.length;
  let error = 0;
  let variance = 0;
  for (let i = 0; i < truth.length; i++) {
    error += (truth[i]! - predicted[i]!) * (truth[i]! - predicted[i]!);
    variance += (truth[i]! - mean) * (truth[i]! - mean);
  }
  return variance > 0 ? 1 - error / variance : null;
}

/** Best width for all targets together, and best penalty for each, on a part of the fit rows. */
function select(points: Points, targets: readonly Float64Array[]): { gamma: number; penalties: number[] } {
  const half = Math.min(SELECTION_ROWS, Math.floor(points.count / 2));
  const [inner, outer] = [slicePoints(points, 0, half), slicePoints(points, half, 2 * half)];
  const innerTargets = targets.map((target) => target.subarray(0, half));
  const outerTargets = targets.map((target) => target.subarray(half, 2 * half));
  const scratch = new Float64Array(half * half);
  let best = { total: -Infinity, gamma: 0, penalties: [] as number[] };
  for (const grid of GAMMAS) {
    const gamma = grid / points.width;
    const kernel = kernelMatrix(inner, gamma);
    const coefficients = PENALTIES.flatMap((penalty) => solveRidge(kernel, innerTargets, penalty, scratch));
    const predicted = predict(outer, inner, gamma, coefficients);
    const shares = PENALTIES.map((_, p) =>
      outerTargets.map((target, t) => explainedShare(target, predicted[p * targets.length + t]!) ?? -Infinity),
    );
    const chosen = targets.map((_, t) => shares.reduce((top, share, p) => (share[t]! > shares[top]![t]! ? p : top), 0));
    const total = chosen.reduce((sum, p, t) => sum + Math.max(0, shares[p]![t]!), 0);
    if (total > best.total) best = { total, gamma: grid, penalties: chosen.map((p) => PENALTIES[p]!) };
  }
  return best;
}

/**
 * Kernel ridge regression of every target on the inputs with a Gaussian kernel; inputs and targets are standardised on the rows to
 * fit on, and width (common) and penalty (for each target) are chosen there.
 *
 * @param inputs n × p
 * @param targets n × t
 * @param rows rows to fit on and rows to score on; the cost grows with the cube of the former
 */
export function kernelRegression(inputs: Matrix, targets: Matrix, { train, test }: RowSplit): KernelRegression {
  const fitInputs = new ColumnData(selectRows(inputs, train));
  const fitTargets = new ColumnData(selectRows(targets, train));
  const varying = fitTargets.columnsWhere(false);
  const explained: (number | null)[] = fitTargets.summaries.map(() => null);
  const penalties: (number | null)[] = fitTargets.summaries.map(() => null);
  if (varying.length === 0 || fitInputs.columnsWhere(false).length === 0) {
    for (const j of varying) explained[j] = 0;
    return { explained, gamma: null, penalties };
  }
  const fitPoints = standardisedPoints(inputs, train, fitInputs);
  const scorePoints = standardisedPoints(inputs, test, fitInputs);
  const wanted = varying.map((j) => column(fitTargets.standardised, j));
  const selected = select(fitPoints, wanted);
  const gamma = selected.gamma / fitPoints.width;
  const kernel = kernelMatrix(fitPoints, gamma);
  const scratch = new Float64Array(kernel.length);
  const coefficients = new Array<Float64Array>(wanted.length);
  for (const penalty of new Set(selected.penalties)) {
    const chosen = [...wanted.keys()].filter((t) => selected.penalties[t] === penalty);
    const solutions = solveRidge(
      kernel,
      chosen.map((t) => wanted[t]!),
      penalty,
      scratch,
    );
    chosen.forEach((t, k) => (coefficients[t] = solutions[k]!));
  }
  predict(scorePoints, fitPoints, gamma, coefficients).forEach((predicted, t) => {
    const j = varying[t]!;
    const { mean, standardDeviation, scale } = fitTargets.summaries[j]!;
    const values = column(targets, j);
    const truth = Float64Array.from(test, (row) => (values[row]! * scale - mean * scale) / (standardDeviation * scale));
    explained[j] = explainedShare(truth, predicted);
    penalties[j] = selected.penalties[t]!;
  });
  return { explained, gamma: selected.gamma, penalties };
}
