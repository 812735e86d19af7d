import { minimise } from './limited-memory-quasi-newton.ts';
import { boundPreconditioner, hessianPreconditioner, type Preconditioner } from './logistic-curvature.ts';
import { LogisticObjective, type ClassifiedRows } from './logistic-objective.ts';
import { stratifyRows } from './stratified-rows.ts';

export interface LogisticFit {
  /** Mean over rows of −ln p(own class), without weights. */
  readonly logLoss: number;
  readonly converged: boolean;
}

/** A part of the rows on which the fit is brought near its minimum, cheaply, before all rows are used. */
interface WarmUp {
  /** Every how many rows of a class, and at least how many of it. */
  readonly step: number;
  readonly minimum: number;
  /** How often the curvature is taken anew, and steps with each. */
  readonly curvatures: number;
  readonly steps: number;
}

const WARM_UPS: readonly WarmUp[] = [
  { step: 16, minimum: 30, curvatures: 3, steps: 3 },
  { step: 6, minimum: 60, curvatures: 1, steps: 2 },
];

/** Steps on all rows before the curvature is taken anew, and how often it is. Six steps with one curvature are usual. */
const STEPS_PER_CURVATURE = 15;
const MAXIMUM_CURVATURES = 12;

/** Decrement per row at which a fit has converged: the log loss is then within about 1e-7 of its limit. */
const TOLERANCE = 1e-10;

/** Coarser on part of the rows, whose minimum is not the one that is sought. */
const WARM_UP_TOLERANCE = 1e-5;

/**
 * Fits balanced L2-penalised multinomial logistic regression to convergence.
 *
 * Quasi-Newton steps around a Hessian that is taken from part of the rows, first bounded as Böhning (1992) does; the minimum is
 * unique, so the path to it does not matter.
 */
export function fitLogisticRegression(rows: ClassifiedRows): LogisticFit {
  const objective = new LogisticObjective(rows);
  const coefficients = new Float64Array(objective.size);
  let curvatureRows = objective;
  let precondition: Preconditioner | undefined;
  for (const { step, minimum, curvatures, steps } of WARM_UPS) {
    const part = stratifyRows(rows, step, minimum);
    curvatureRows = new LogisticObjective(part);
    for (let round = 0; round < curvatures; round++) {
      precondition = precondition === undefined ? boundPreconditioner(curvatureRows) : curvatureAt(curvatureRows, coefficients);
      const { decrement } = minimise(curvatureRows, coefficients, precondition, WARM_UP_TOLERANCE * part.labels.length, steps);
      if (decrement <= WARM_UP_TOLERANCE * part.labels.length) break;
    }
  }
  const tolerance = TOLERANCE * rows.labels.length;
  let converged = false;
  for (let round = 0; round < MAXIMUM_CURVATURES && !converged; round++) {
    precondition = curvatureAt(curvatureRows, coefficients);
    const { decrement, stalled } = minimise(objective, coefficients, precondition, tolerance, STEPS_PER_CURVATURE);
    converged = decrement <= tolerance || stalled;
  }
  objective.evaluate(coefficients, new Float64Array(objective.size));
  return { logLoss: objective.meanLogLoss, converged };
}

function curvatureAt(objective: LogisticObjective, coefficients: Float64Array): Preconditioner {
  return hessianPreconditioner(objective, coefficients) ?? boundPreconditioner(objective);
}
