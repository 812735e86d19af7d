import { argsort } from '../../core/statistics/argsort.ts';
import { robustDeviation, standardDeviation } from './continuous-rows.ts';

/**
 * Standard deviation of a factor around a smooth function of one code, over that of the factor: how far each row lies from the line
 * between its neighbours in the order of the code. Near 0 for the factor itself with any scale, any bend that keeps what it says, and a
 * minority of rows of any kind; R² of the best such function is about 1 minus its square.
 *
 * @param code and factor of the same rows, at least three, the factor's values distinct
 */
export function noiseGivenCode(code: Float64Array, factor: Float64Array): number {
  const order = argsort(code);
  const residuals = new Float64Array(order.length - 2);
  for (let i = 1; i + 1 < order.length; i++) {
    const [before, at, after] = [order[i - 1]!, order[i]!, order[i + 1]!];
    const gap = code[after]! - code[before]!;
    const weight = gap > 0 ? (code[at]! - code[before]!) / gap : 0.5;
    const residual = factor[at]! - (1 - weight) * factor[before]! - weight * factor[after]!;
    residuals[i - 1] = residual / Math.sqrt(1 + weight ** 2 + (1 - weight) ** 2);
  }
  return robustDeviation(residuals) / standardDeviation(factor);
}
