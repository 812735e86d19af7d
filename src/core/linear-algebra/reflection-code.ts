import {
  assemble,
  branchIf,
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
} from '../webassembly/assembler.ts';

const F64 = 8;
/** Float64 numbers in a vector register. */
const WIDTH = 2;
/** Vectors of columns that are reflected together, the most first: sums of several hide the latency of one. */
const GROUPS = [4, 2, 1] as const;

/**
 * `reflect(pivot, pivotEnd, stride, row, columns, weight)`: applies a reflection to the columns beside it.
 *
 * Rows of the block are `stride` bytes apart; `pivot` is where the reflector's entry of the first row stands, with the entries of the
 * columns right behind it, and `pivotEnd` where that of a further row would. `row` is the factor's row, from the first of the columns.
 * `columns` is even.
 */
function reflect(): FunctionDefinition {
  const [PIVOT, PIVOT_END, STRIDE, ROW, COLUMNS, WEIGHT] = [0, 1, 2, 3, 4, 5] as const;
  const [FIRST, TARGET, ENTRY, VALUE, WEIGHTS] = [6, 7, 8, 9, 10] as const;
  const product = (vector: number): number => 11 + vector;
  const locals: readonly ValueType[] = [
    ...(['i32', 'i32', 'i32', 'v128', 'v128'] as const),
    ...GROUPS.slice(0, 1).flatMap((most) => Array.from({ length: most }, () => 'v128' as const)),
  ];
  const advance = (pointer: number, step: Code): Code => seq(get(pointer), step, i32.add);

  const group = (vectors: number): Code => {
    const each = (body: (vector: number) => Code): Code => Array.from({ length: vectors }, (_, vector) => body(vector)).flat();
    const bytes = WIDTH * F64;
    const downTheRows = (body: Code): Code =>
      seq(
        seq(get(PIVOT), set(ENTRY), get(FIRST), set(TARGET)),
        loop(
          seq(get(ENTRY), v128.load64Splat(), set(VALUE)),
          body,
          seq(advance(TARGET, get(STRIDE)), set(TARGET)),
          seq(advance(ENTRY, get(STRIDE)), tee(ENTRY), get(PIVOT_END), i32.ltU, branchIf(0)),
        ),
      );
    const isLeft = seq(i32.const(WIDTH * vectors - 1), get(COLUMNS), i32.ltU);
    return seq(
      isLeft,
      when(
        loop(
          each((v) => seq(get(ROW), v128.load(bytes * v), set(product(v)))),
          downTheRows(
            each((v) =>
              seq(get(product(v)), get(VALUE), get(TARGET), v128.load(bytes * v), f64x2.mul, f64x2.add, set(product(v))),
            ),
          ),
          each((v) => seq(get(product(v)), get(WEIGHTS), f64x2.mul, set(product(v)))),
          each((v) => seq(get(ROW), get(ROW), v128.load(bytes * v), get(product(v)), f64x2.sub, v128.store(bytes * v))),
          downTheRows(
            each((v) =>
              seq(
                seq(get(TARGET), get(TARGET), v128.load(bytes * v)),
                seq(get(product(v)), get(VALUE), f64x2.mul, f64x2.sub, v128.store(bytes * v)),
              ),
            ),
          ),
          seq(advance(ROW, i32.const(bytes * vectors)), set(ROW)),
          seq(advance(FIRST, i32.const(bytes * vectors)), set(FIRST)),
          seq(get(COLUMNS), i32.const(WIDTH * vectors), i32.sub, set(COLUMNS)),
          seq(isLeft, branchIf(0)),
        ),
      ),
    );
  };
  return {
    name: 'reflect',
    parameters: ['i32', 'i32', 'i32', 'i32', 'i32', 'f64'],
    results: [],
    locals,
    body: seq(
      seq(get(WEIGHT), f64x2.splat, set(WEIGHTS)),
      seq(advance(PIVOT, i32.const(F64)), set(FIRST)),
      GROUPS.map(group).flat(),
    ),
  };
}

/** A module with `reflect`; every sum runs from the first row to the last. */
export function reflectionModule(): Uint8Array<ArrayBuffer> {
  return assemble([reflect()]);
}
