import { minimise } from './limited-memory-quasi-newton.ts';
import { boundPreconditioner, hessianPreconditioner } from './logistic-curvature.ts';
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

/** Rare classes weigh most, so that curvature from too few rows misleads: the last part, which serves all rows too, is a quarter. */
const WARM_UPS: readonly WarmUp[] = [
  { step: 16, minimum: 30, curvatures: 3, steps: 3 },
  { step: 4, minimum: 60, curvatures: 1, steps: 2 },
];

/** Steps on all rows before the curvature is taken anew, and how often it is. Eight steps with one curvature are usual. */
const STEPS_PER_CURVATURE = 25;
const MAXIMUM_CURVATURES = 12;

/** Decrement per row at which a fit has converged: the log loss is then within about 1e-6 of its limit. */
const TOLERANCE = 1e-10;

/** Coarser on a part, whose minimum is not the one that is sought. */
const WARM_UP_TOLERANCE = 1e-5;

/**
 * Fits L2-penalised multinomial logistic regression with class weights to convergence.
 *
 * Quasi-Newton steps around a Hessian that is taken from part of the rows, first bounded as Böhning (1992) does; the minimum is
 * unique, so the path to it does not matter.
 */
export function fitLogisticRegression(rows: ClassifiedRows): LogisticFit {
  const objective = new LogisticObjective(rows);
  const coefficients = new Float64Array(objective.size);
  let part = objective;
  const takeCurvature = () => hessianPreconditioner(part, coefficients) ?? boundPreconditioner(part);

  WARM_UPS.forEach(({ step, minimum, curvatures, steps }, stage) => {
    part = new LogisticObjective(stratifyRows(rows, step, minimum));
    const tolerance = WARM_UP_TOLERANCE * part.count;
    for (let round = 0; round < curvatures; round++) {
      const precondition = stage === 0 && round === 0 ? boundPreconditioner(part) : takeCurvature();
      if (minimise(part, coefficients, precondition, tolerance, steps).decrement <= tolerance) break;
    }
  });

  const tolerance = TOLERANCE * objective.count;
  let converged = false;
  for (let round = 0; round < MAXIMUM_CURVATURES && !converged; round++) {
    const { decrement, stalled } = minimise(objective, coefficients, takeCurvature(), tolerance, STEPS_PER_CURVATURE);
    converged = decrement <= tolerance || stalled;
  }
  objective.evaluate(coefficients, new Float64Array(objective.size));
  return { logLoss: objective.meanLogLoss, converged };
}
