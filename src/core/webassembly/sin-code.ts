import { COSINE, HALF_PI_HIGH, HALF_PI_LOW, HALF_PI_MIDDLE, SINE, TWO_OVER_PI } from '../sin-moderate.ts';
import { f64x2, get, seq, set, tee, v128, type Code, type ValueType } from './assembler.ts';

/** Locals that the code uses. */
export const SIN_LOCALS: readonly ValueType[] = ['v128', 'v128', 'v128', 'v128'];

/**
 * Replaces the two numbers on the stack by their sines: what `sinModerate` computes, bit for bit, for arguments that it does not leave
 * to the general function; anything for others. Sine and cosine are both computed, and the quadrant chooses.
 *
 * @param firstLocal where `SIN_LOCALS` start
 */
export function sinCode(firstLocal: number): Code {
  const [x, quadrant, r, z] = [0, 1, 2, 3].map((local) => firstLocal + local) as [number, number, number, number];
  const times = (constant: number): Code => seq(f64x2.const(constant), f64x2.mul);
  /** c₀ + z(c₁ + z(…)) */
  const polynomial = (coefficients: readonly number[]): Code => {
    const [first, ...rest] = coefficients;
    const constant = f64x2.const(first!);
    return rest.length === 0 ? constant : seq(constant, get(z), polynomial(rest), f64x2.mul, f64x2.add);
  };
  const sine = seq(get(r), get(z), get(r), f64x2.mul, polynomial(SINE), f64x2.mul, f64x2.add);
  const cosine = seq(
    f64x2.const(1),
    seq(f64x2.const(0.5), get(z), f64x2.mul),
    seq(get(z), get(z), f64x2.mul, polynomial(COSINE), f64x2.mul),
    f64x2.sub,
    f64x2.sub,
  );
  /** Of an integer: 1 if it is odd, else 0. */
  const parityOf = (integer: number): Code => seq(get(integer), get(integer), times(0.5), f64x2.floor, times(2), f64x2.sub);
  const half = x;
  return seq(
    seq(tee(x), times(TWO_OVER_PI), f64x2.const(0.5), f64x2.add, f64x2.floor, set(quadrant)),
    seq(get(x), get(quadrant), times(HALF_PI_HIGH), f64x2.sub),
    seq(get(quadrant), times(HALF_PI_MIDDLE), f64x2.sub, get(quadrant), times(HALF_PI_LOW), f64x2.sub, set(r)),
    seq(get(r), get(r), f64x2.mul, set(z)),
    seq(cosine, sine, parityOf(quadrant), f64x2.const(0), f64x2.ne, v128.select),
    // The value changes its sign in the third and fourth quadrant.
    seq(get(quadrant), times(0.5), f64x2.floor, set(half)),
    seq(f64x2.const(1), parityOf(half), times(2), f64x2.sub, f64x2.mul),
  );
}
