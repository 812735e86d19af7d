import {
  assemble,
  branchIf,
  f64,
  f64x2,
  get,
  i32,
  loop,
  seq,
  set,
  tee,
  v128,
  type Code,
  type FunctionDefinition,
} from '../../core/webassembly/assembler.ts';
import { EXP_CONSTANTS, EXP_LOCALS, expCode } from '../../core/webassembly/exp-code.ts';

/** Constants, in bytes from the start of memory: those of the exponential, then twice each −γ and the least argument that counts. */
export const NEGATIVE_GAMMA = 8 * (EXP_CONSTANTS.length + (EXP_CONSTANTS.length % 2));
export const SMALLEST_ARGUMENT = NEGATIVE_GAMMA + 16;
export const DATA = SMALLEST_ARGUMENT + 16;

/**
 * `fillRow(left, leftEnd, leftSquare, right, squares, target, targetEnd)`: e^(−γ·distance²) of one point to pairs of others.
 *
 * `left` to `leftEnd` are the coordinates of the point; `right` those of pairs of others, coordinate by coordinate, the pairs one after the
 * other; `squares` their squared lengths.
 */
function fillRow(): FunctionDefinition {
  const [LEFT, LEFT_END, LEFT_SQUARE, RIGHT, SQUARES, TARGET, TARGET_END] = [0, 1, 2, 3, 4, 5, 6] as const;
  const [COORDINATE, PRODUCT, SQUARE, ARGUMENT] = [7, 8, 9, 10] as const;
  const exp = 11;
  const advance = (pointer: number, bytes: number): Code => seq(get(pointer), i32.const(bytes), i32.add);
  const splat = (value: number): Code => seq(f64.const(value), f64x2.splat);
  const product = seq(
    seq(splat(0), set(PRODUCT), get(LEFT), set(COORDINATE)),
    loop(
      seq(get(PRODUCT), get(COORDINATE), v128.load64Splat(), get(RIGHT), v128.load(), f64x2.mul, f64x2.add, set(PRODUCT)),
      seq(advance(RIGHT, 16), set(RIGHT)),
      seq(advance(COORDINATE, 8), tee(COORDINATE), get(LEFT_END), i32.ltU, branchIf(0)),
    ),
  );
  const distance = seq(
    seq(get(SQUARE), get(SQUARES), v128.load(), f64x2.add),
    seq(get(PRODUCT), get(PRODUCT), f64x2.add, f64x2.sub),
  );
  // Rounding may take the distance of equal points below 0.
  const argument = seq(distance, splat(0), f64x2.pmax, i32.const(0), v128.load(NEGATIVE_GAMMA), f64x2.mul, set(ARGUMENT));
  const counts = seq(get(ARGUMENT), i32.const(0), v128.load(SMALLEST_ARGUMENT), f64x2.ge);
  return {
    name: 'fillRow',
    parameters: ['i32', 'i32', 'f64', 'i32', 'i32', 'i32', 'i32'],
    results: [],
    locals: ['i32', 'v128', 'v128', 'v128', ...EXP_LOCALS],
    body: seq(
      seq(get(LEFT_SQUARE), f64x2.splat, set(SQUARE)),
      loop(
        product,
        argument,
        seq(get(TARGET), get(ARGUMENT), expCode(0, exp), counts, v128.and, v128.store()),
        seq(advance(SQUARES, 16), set(SQUARES)),
        seq(advance(TARGET, 16), tee(TARGET), get(TARGET_END), i32.ltU, branchIf(0)),
      ),
    ),
  };
}

/** A module with `fillRow`. */
export function gaussianModule(): Uint8Array<ArrayBuffer> {
  return assemble([fillRow()]);
}
