import { minimise } from './limited-memory-quasi-newton.ts';
import { boundPreconditioner, hessianPreconditioner, type Preconditioner } from './logistic-curvature.ts';
import { LogisticObjective, type ClassifiedRows } from './logistic-objective.ts';
import { stratifyRows } from './stratified-rows.ts';

export interface LogisticFit {
  /** Mean over rows of −ln p(own class), without weights. */
  readonly logLoss: number;
  readonly converged: boolean;
}

/**
 * Rows on which the fit is brought near its minimum, cheaply, and whose curvature then serves for all rows: every 16th of a class, but at least 30 of it.
 */
const PART_STEP = 16;
const PART_MINIMUM = 30;

/** How often the curvature is taken anew on the part, and steps with each. */
const PART_CURVATURES = 4;
const PART_STEPS = 3;

/** Steps on all rows before the curvature is taken anew, and how often it is. Ten steps with one curvature are usual. */
const STEPS_PER_CURVATURE = 15;
const MAXIMUM_CURVATURES = 12;

/** Decrement per row at which a fit has converged: the log loss is then within about 1e-7 of its limit. */
const TOLERANCE = 1e-10;

/** Coarser on the part, whose minimum is not the one that is sought. */
const PART_TOLERANCE = 1e-5;

/**
 * Fits L2-penalised multinomial logistic regression with class weights to convergence.
 *
 * Quasi-Newton steps around a Hessian that is taken from part of the rows, first bounded as Böhning (1992) does; the minimum is
 * unique, so the path to it does not matter.
 */
export function fitLogisticRegression(rows: ClassifiedRows): LogisticFit {
  const objective = new LogisticObjective(rows);
  const coefficients = new Float64Array(objective.size);
  const part = new LogisticObjective(stratifyRows(rows, PART_STEP, PART_MINIMUM));
  const takeCurvature = () => hessianPreconditioner(part, coefficients) ?? boundPreconditioner(part);

  let precondition: Preconditioner = boundPreconditioner(part);
  const partTolerance = PART_TOLERANCE * part.count;
  for (let curvatures = 1; curvatures <= PART_CURVATURES; curvatures++) {
    const { decrement } = minimise(part, coefficients, precondition, partTolerance, PART_STEPS);
    if (decrement <= partTolerance) break;
    if (curvatures < PART_CURVATURES) precondition = takeCurvature();
  }

  const tolerance = TOLERANCE * objective.count;
  let converged = false;
  for (let curvatures = 1; ; curvatures++) {
    const { decrement, stalled } = minimise(objective, coefficients, precondition, tolerance, STEPS_PER_CURVATURE);
    converged = decrement <= tolerance || stalled;
    if (converged || curvatures === MAXIMUM_CURVATURES) break;
    precondition = takeCurvature();
  }
  objective.evaluate(coefficients, new Float64Array(objective.size));
  return { logLoss: objective.meanLogLoss, converged };
}
