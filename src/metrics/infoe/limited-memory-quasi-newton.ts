import type { LogisticObjective } from './logistic-objective.ts';
import type { Preconditioner } from './logistic-curvature.ts';

/** Steps that are remembered. */
const MEMORY = 12;

/** Share of the predicted decrease that a step must achieve (Armijo). */
const SUFFICIENT_DECREASE = 1e-4;

/** A step is halved at most so often. */
const MAXIMUM_HALVINGS = 30;

/** Below this cosine of step and gradient change a pair says nothing of the curvature. */
const CURVATURE_THRESHOLD = 1e-12;

interface Correction {
  readonly step: Float64Array;
  readonly change: Float64Array;
  readonly inverseProduct: number;
}

export interface Minimum {
  /** Decrease that the quadratic model still promised at the last point, times 2: gᵀH⁻¹g. */
  readonly decrement: number;
  /** No step lowered the value: rounding, not curvature, stands in the way. */
  readonly stalled: boolean;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

function addScaled(target: Float64Array, weight: number, source: Float64Array): void {
  for (let i = 0; i < target.length; i++) target[i]! += weight * source[i]!;
}

/** Two-loop recursion (Nocedal and Wright, Numerical Optimization, algorithm 7.4) around a preconditioner. */
function inverseTimes(gradient: Float64Array, corrections: readonly Correction[], precondition: Preconditioner): Float64Array {
  const direction = gradient.slice();
  const weights = new Array<number>(corrections.length);
  for (let i = corrections.length - 1; i >= 0; i--) {
    const { step, change, inverseProduct } = corrections[i]!;
    weights[i] = dot(step, direction) * inverseProduct;
    addScaled(direction, -weights[i]!, change);
  }
  precondition(direction);
  corrections.forEach(({ step, change, inverseProduct }, i) =>
    addScaled(direction, weights[i]! - dot(change, direction) * inverseProduct, step),
  );
  return direction;
}

/**
 * Minimises a convex objective by L-BFGS with a given initial inverse Hessian, from `point`, which is moved to the minimum.
 *
 * @param tolerance decrement at which to stop
 */
export function minimise(
  objective: LogisticObjective,
  point: Float64Array,
  precondition: Preconditioner,
  tolerance: number,
  maximumSteps: number,
): Minimum {
  let gradient = new Float64Array(objective.size);
  let nextGradient = new Float64Array(objective.size);
  const next = new Float64Array(objective.size);
  const corrections: Correction[] = [];
  let value = objective.evaluate(point, gradient);
  for (let steps = 0; ; steps++) {
    const direction = inverseTimes(gradient, corrections, precondition);
    const decrement = dot(gradient, direction);
    if (decrement <= tolerance || steps === maximumSteps) return { decrement, stalled: false };
    let length = 1;
    let nextValue = Infinity;
    for (let halvings = 0; ; halvings++) {
      next.set(point);
      addScaled(next, -length, direction);
      nextValue = objective.evaluate(next, nextGradient);
      if (nextValue <= value - SUFFICIENT_DECREASE * length * decrement) break;
      if (halvings === MAXIMUM_HALVINGS) return { decrement, stalled: true };
      length /= 2;
    }
    const step = Float64Array.from(next, (coordinate, i) => coordinate - point[i]!);
    const change = Float64Array.from(nextGradient, (slope, i) => slope - gradient[i]!);
    const product = dot(step, change);
    if (product > CURVATURE_THRESHOLD * Math.sqrt(dot(step, step) * dot(change, change))) {
      corrections.push({ step, change, inverseProduct: 1 / product });
      if (corrections.length > MEMORY) corrections.shift();
    }
    point.set(next);
    value = nextValue;
    [gradient, nextGradient] = [nextGradient, gradient];
  }
}
