import { INVERSE_LN2, LN2_HIGH, LN2_LOW } from '../exp-non-positive.ts';
import { f64x2, get, i32, i32x4, i64x2, seq, set, tee, v128, type Code, type ValueType } from './assembler.ts';

/** Constants of the exponential in the order in which the code below names them; the host writes them to memory. */
export const EXP_CONSTANTS: readonly number[] = [
  INVERSE_LN2,
  LN2_HIGH,
  LN2_LOW,
  0.5,
  1,
  ...[6, 24, 120, 720, 5040, 40320, 362880, 3628800, 39916800, 479001600, 6227020800].map((factorial) => 1 / factorial),
];

const [INVERSE, HIGH, LOW, HALF, ONE] = [0, 1, 2, 3, 4] as const;
/** Place of 1/k! for k from 3. */
const inverseFactorial = (k: number): number => ONE + k - 2;

/** Bits of an exponent of 0, in both halves, and their place in a float64 number. */
const EXPONENT_BIAS = [255, 3, 0, 0, 0, 0, 0, 0, 255, 3, 0, 0, 0, 0, 0, 0];
const EXPONENT_PLACE = 52;

/** Locals that the code uses. */
export const EXP_LOCALS: readonly ValueType[] = ['v128', 'v128', 'v128', 'v128', 'v128'];

/**
 * Replaces the two numbers on the stack by their exponentials: what `expNonPositive` computes, bit for bit, for arguments from −708
 * to 0; anything for others.
 *
 * @param table address of `EXP_CONSTANTS`
 * @param firstLocal where `EXP_LOCALS` start
 */
export function expCode(table: number, firstLocal: number): Code {
  const [x, k, r, r2, r4] = [0, 1, 2, 3, 4].map((local) => firstLocal + local) as [number, number, number, number, number];
  const constant = (index: number): Code => seq(i32.const(0), v128.load64Splat(table + 8 * index));
  const term = (degree: number): Code => constant(inverseFactorial(degree));
  const halves = seq(get(k), f64x2.fromLowI32x4);
  /** 1/a! + r/(a + 1)! */
  const pair = (a: number): Code => seq(term(a), get(r), term(a + 1), f64x2.mul, f64x2.add);
  const quadruple = (a: number): Code => seq(pair(a), get(r2), pair(a + 2), f64x2.mul, f64x2.add);
  const low = quadruple(3);
  const middle = quadruple(7);
  const high = seq(pair(11), get(r2), term(13), f64x2.mul, f64x2.add);
  const tail = seq(low, get(r4), middle, get(r4), high, f64x2.mul, f64x2.add, f64x2.mul, f64x2.add);
  const fraction = seq(
    constant(ONE),
    seq(get(r), get(r2), constant(HALF), f64x2.mul, get(r2), get(r), f64x2.mul, tail, f64x2.mul, f64x2.add, f64x2.add),
    f64x2.add,
  );
  const power = seq(
    v128.const(EXPONENT_BIAS),
    seq(get(k), i64x2.extendLowI32x4),
    i64x2.sub,
    i32.const(EXPONENT_PLACE),
    i64x2.shl,
  );
  return seq(
    set(x),
    seq(constant(HALF), get(x), constant(INVERSE), f64x2.mul, f64x2.sub, i32x4.truncateF64x2, set(k)),
    seq(get(x), halves, constant(HIGH), f64x2.mul, f64x2.add, halves, constant(LOW), f64x2.mul, f64x2.add, tee(r)),
    seq(get(r), f64x2.mul, tee(r2), get(r2), f64x2.mul, set(r4)),
    seq(fraction, power, f64x2.mul),
  );
}
