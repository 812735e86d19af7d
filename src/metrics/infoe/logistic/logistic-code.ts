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
  when,
  type Code,
  type FunctionDefinition,
  type ValueType,
} from '../../../core/webassembly/assembler.ts';
import { EXP_LOCALS, expCode } from '../../../core/webassembly/exp-code.ts';
import * as layout from './logistic-layout.ts';

const F64_SHIFT = 3;
const I32_SHIFT = 2;
const VECTOR = 16;

const repeat = (count: number, body: (index: number) => Code): Code => Array.from({ length: count }, (_, k) => body(k)).flat();
const advance = (pointer: number, bytes: Code): Code => seq(get(pointer), bytes, i32.add);
const shifted = (value: Code, shift: number): Code => seq(value, i32.const(shift), i32.shl);
const zero = seq(f64.const(0), f64x2.splat);

/**
 * sums += number × vector, over a run of numbers and as many vectors of `vectors` registers.
 *
 * @param number address of the numbers, moved on by `numberStep` bytes
 * @param vector address of the vectors, moved on to `end`
 */
function addMultiples(
  vectors: number,
  firstSum: number,
  number: number,
  numberStep: Code,
  vector: number,
  end: Code,
  value: number,
): Code {
  return seq(
    repeat(vectors, (v) => seq(zero, set(firstSum + v))),
    loop(
      seq(get(number), v128.load64Splat(), set(value)),
      repeat(vectors, (v) =>
        seq(get(firstSum + v), get(value), get(vector), v128.load(VECTOR * v), f64x2.mul, f64x2.add, set(firstSum + v)),
      ),
      seq(advance(number, numberStep), set(number)),
      seq(advance(vector, i32.const(VECTOR * vectors)), tee(vector), end, i32.ltU, branchIf(0)),
    ),
  );
}

/**
 * `differentiate(row, rows, inputs, inputBytes, coefficients, coefficientEnd, derivatives)`: for some rows the derivatives of the
 * loss by logit, and in the layout's arrays by row the sum of exponentials and the row's own logit, both less the largest.
 *
 * `inputs` is the address of the first of these rows, `row` its number.
 */
function differentiate(vectors: number): FunctionDefinition {
  const [ROW, ROWS, INPUTS, INPUT_BYTES, COEFFICIENTS, COEFFICIENT_END, DERIVATIVES] = [0, 1, 2, 3, 4, 5, 6] as const;
  const [STOP, NUMBER, VECTOR_AT, OWN, WEIGHT] = [7, 8, 9, 10, 11] as const;
  const [VALUE, LARGEST, SUM] = [12, 13, 14] as const;
  const exp = 15;
  const sum = (v: number): number => exp + EXP_LOCALS.length + v;
  const table = (address: number, v = 0): Code => seq(i32.const(0), v128.load(address + VECTOR * v));
  const perRow = (array: number): Code => seq(shifted(get(ROW), F64_SHIFT), i32.const(0), i32.load(array), i32.add);
  const label = seq(shifted(get(ROW), I32_SHIFT), i32.const(0), i32.load(layout.LABELS), i32.add, i32.load());

  const shiftToLargest = seq(
    repeat(vectors, (v) =>
      seq(
        get(sum(v)),
        table(layout.PADDING, v),
        f64x2.add,
        tee(sum(v)),
        v === 0 ? [] : seq(get(LARGEST), f64x2.pmax),
        set(LARGEST),
      ),
    ),
    seq(get(LARGEST), f64x2.extract(0), get(LARGEST), f64x2.extract(1), f64.max, f64x2.splat, set(LARGEST)),
    repeat(vectors, (v) => seq(get(sum(v)), get(LARGEST), f64x2.sub, set(sum(v)))),
  );
  const storeRow = repeat(vectors, (v) => seq(get(DERIVATIVES), get(sum(v)), v128.store(VECTOR * v)));
  const own = seq(shifted(label, F64_SHIFT), tee(OWN), get(DERIVATIVES), i32.add);
  const exponentiate = repeat(vectors, (v) =>
    seq(
      seq(get(sum(v)), expCode(layout.CONSTANTS, exp), get(sum(v)), table(layout.NEGLIGIBLE), f64x2.ge, v128.and, tee(sum(v))),
      v === 0 ? [] : seq(get(SUM), f64x2.add),
      set(SUM),
    ),
  );
  const total = seq(get(SUM), f64x2.extract(0), get(SUM), f64x2.extract(1), f64.add);
  const scale = seq(
    seq(get(OWN), f64.load(layout.CLASS_WEIGHTS), tee(WEIGHT), perRow(layout.SUMS), f64.load(), f64.div, f64x2.splat, set(VALUE)),
    repeat(vectors, (v) => seq(get(sum(v)), get(VALUE), f64x2.mul, set(sum(v)))),
  );
  const subtractOwn = seq(
    advance(OWN, get(DERIVATIVES)),
    advance(OWN, get(DERIVATIVES)),
    f64.load(),
    get(WEIGHT),
    f64.sub,
    f64.store(),
  );
  const fixed = seq(i32.const(0), i32.load(layout.FIRST_IS_FIXED), when(seq(get(DERIVATIVES), f64.const(0), f64.store())));
  const row = seq(
    seq(get(INPUTS), set(NUMBER), get(COEFFICIENTS), set(VECTOR_AT)),
    addMultiples(vectors, sum(0), NUMBER, i32.const(8), VECTOR_AT, get(COEFFICIENT_END), VALUE),
    shiftToLargest,
    storeRow,
    seq(perRow(layout.OWNS), own, f64.load(), f64.store()),
    exponentiate,
    seq(perRow(layout.SUMS), total, f64.store()),
    scale,
    storeRow,
    subtractOwn,
    fixed,
  );
  return {
    name: 'differentiate',
    parameters: ['i32', 'i32', 'i32', 'i32', 'i32', 'i32', 'i32'],
    results: [],
    locals: [
      ...(['i32', 'i32', 'i32', 'i32', 'f64', 'v128', 'v128', 'v128'] as const),
      ...EXP_LOCALS,
      ...Array.from({ length: vectors }, (): ValueType => 'v128'),
    ],
    body: seq(
      seq(get(ROW), get(ROWS), i32.add, set(STOP)),
      loop(
        row,
        seq(advance(INPUTS, get(INPUT_BYTES)), set(INPUTS)),
        seq(advance(DERIVATIVES, i32.const(VECTOR * vectors)), set(DERIVATIVES)),
        seq(advance(ROW, i32.const(1)), tee(ROW), get(STOP), i32.ltU, branchIf(0)),
      ),
    ),
  };
}

/** `accumulate(inputs, inputBytes, derivatives, derivativesEnd, gradient, gradientEnd)`: adds inputsᵀ · derivatives of some rows. */
function accumulate(vectors: number): FunctionDefinition {
  const [INPUTS, INPUT_BYTES, DERIVATIVES, DERIVATIVES_END, GRADIENT, GRADIENT_END] = [0, 1, 2, 3, 4, 5] as const;
  const [NUMBER, VECTOR_AT, VALUE] = [6, 7, 8] as const;
  const sum = (v: number): number => 9 + v;
  return {
    name: 'accumulate',
    parameters: ['i32', 'i32', 'i32', 'i32', 'i32', 'i32'],
    results: [],
    locals: ['i32', 'i32', 'v128', ...Array.from({ length: vectors }, (): ValueType => 'v128')],
    body: loop(
      seq(get(INPUTS), set(NUMBER), get(DERIVATIVES), set(VECTOR_AT)),
      addMultiples(vectors, sum(0), NUMBER, get(INPUT_BYTES), VECTOR_AT, get(DERIVATIVES_END), VALUE),
      repeat(vectors, (v) =>
        seq(get(GRADIENT), get(GRADIENT), v128.load(VECTOR * v), get(sum(v)), f64x2.add, v128.store(VECTOR * v)),
      ),
      seq(advance(INPUTS, i32.const(8)), set(INPUTS)),
      seq(advance(GRADIENT, i32.const(VECTOR * vectors)), tee(GRADIENT), get(GRADIENT_END), i32.ltU, branchIf(0)),
    ),
  };
}

/** A module with `differentiate` and `accumulate` for coefficients of `stride` classes, a multiple of two. */
export function logisticModule(stride: number): Uint8Array<ArrayBuffer> {
  return assemble([differentiate(stride / 2), accumulate(stride / 2)]);
}
