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
import { SIN_LOCALS, sinCode } from '../../../core/webassembly/sin-code.ts';

/** Bytes of one number, and of one entry: a number of either problem. */
export const F64 = 8;
export const ENTRY = 16;
const ENTRY_BITS = 4;
/** Vectors whose share is taken out together. */
const VECTORS = 4;

const zero = seq(f64.const(0), f64x2.splat);
const advance = (pointer: number): Code => seq(get(pointer), i32.const(ENTRY), i32.add, set(pointer));
/** Ends the body of a loop: on to the next entry, unless that is the end. */
const nextEntry = (pointer: number, end: number): Code =>
  seq(get(pointer), i32.const(ENTRY), i32.add, tee(pointer), get(end), i32.ltU, branchIf(0));
const each = (body: (vector: number) => Code): Code => Array.from({ length: VECTORS }, (_, vector) => body(vector)).flat();

/** `removeShares(vector, end, a, b, c, d, count)`: takes out of a vector what lies along the first `count` of four orthonormal vectors. */
function removeShares(): FunctionDefinition {
  const [VECTOR, END] = [0, 1] as const;
  const basis = (vector: number): number => 2 + vector;
  const COUNT = 2 + VECTORS;
  const ENTRY_OF = COUNT + 1;
  const cursor = (vector: number): number => ENTRY_OF + 1 + vector;
  const VALUE = ENTRY_OF + 1 + VECTORS;
  const share = (vector: number): number => VALUE + 1 + vector;
  const alongRows = (body: Code): Code =>
    seq(
      seq(get(VECTOR), set(ENTRY_OF)),
      each((v) => seq(get(basis(v)), set(cursor(v)))),
      loop(
        body,
        each((v) => advance(cursor(v))),
        nextEntry(ENTRY_OF, END),
      ),
    );
  const part = (vector: number): Code => seq(get(share(vector)), get(cursor(vector)), v128.load(), f64x2.mul);
  return {
    name: 'removeShares',
    parameters: Array.from({ length: COUNT + 1 }, () => 'i32' as const),
    results: [],
    locals: [
      ...Array.from({ length: 1 + VECTORS }, (): ValueType => 'i32'),
      ...Array.from({ length: 1 + VECTORS }, (): ValueType => 'v128'),
    ],
    body: seq(
      each((v) => seq(zero, set(share(v)))),
      alongRows(
        seq(
          seq(get(ENTRY_OF), v128.load(), set(VALUE)),
          each((v) => seq(get(share(v)), get(cursor(v)), v128.load(), get(VALUE), f64x2.mul, f64x2.add, set(share(v)))),
        ),
      ),
      each((v) => seq(get(COUNT), i32.const(v + 1), i32.ltU, when(zero, set(share(v))))),
      alongRows(
        seq(
          seq(get(ENTRY_OF), get(ENTRY_OF), v128.load()),
          seq(part(0), part(1), f64x2.add, part(2), part(3), f64x2.add, f64x2.add),
          seq(f64x2.sub, v128.store()),
        ),
      ),
    ),
  };
}

/** `normalise(vector, end, target)`: writes a vector divided by its length. */
function normalise(): FunctionDefinition {
  const [VECTOR, END, TARGET, ENTRY_OF, VALUE, SQUARES] = [0, 1, 2, 3, 4, 5] as const;
  const alongRows = (body: Code): Code => seq(seq(get(VECTOR), set(ENTRY_OF)), loop(body, nextEntry(ENTRY_OF, END)));
  return {
    name: 'normalise',
    parameters: ['i32', 'i32', 'i32'],
    results: [],
    locals: ['i32', 'v128', 'v128'],
    body: seq(
      seq(zero, set(SQUARES)),
      alongRows(seq(get(SQUARES), get(ENTRY_OF), v128.load(), tee(VALUE), get(VALUE), f64x2.mul, f64x2.add, set(SQUARES))),
      seq(get(SQUARES), f64x2.sqrt, set(SQUARES)),
      alongRows(seq(get(TARGET), get(ENTRY_OF), v128.load(), get(SQUARES), f64x2.div, v128.store(), advance(TARGET))),
    ),
  };
}

/**
 * `feature(target, end, positions, weights)`: writes sin(slope · u + offset) at every position u, less the mean of these. At `weights`
 * stand the two slopes, then the two offsets.
 */
function feature(): FunctionDefinition {
  const [TARGET, END, POSITIONS, WEIGHTS, ENTRY_OF, SLOPES, OFFSETS, SUM] = [0, 1, 2, 3, 4, 5, 6, 7] as const;
  const firstLocal = 8;
  const alongRows = (body: Code): Code => seq(seq(get(TARGET), set(ENTRY_OF)), loop(body, nextEntry(ENTRY_OF, END)));
  const value = firstLocal + SIN_LOCALS.length;
  const rows = seq(get(END), get(TARGET), i32.sub, i32.const(ENTRY_BITS), i32.shrU, f64.fromI32, f64x2.splat);
  return {
    name: 'feature',
    parameters: ['i32', 'i32', 'i32', 'i32'],
    results: [],
    locals: ['i32', 'v128', 'v128', 'v128', ...SIN_LOCALS, 'v128'],
    body: seq(
      seq(get(WEIGHTS), v128.load(), set(SLOPES), get(WEIGHTS), v128.load(ENTRY), set(OFFSETS)),
      seq(zero, set(SUM)),
      alongRows(
        seq(
          seq(
            get(SLOPES),
            get(POSITIONS),
            v128.load64Splat(),
            f64x2.mul,
            get(OFFSETS),
            f64x2.add,
            sinCode(firstLocal),
            set(value),
          ),
          seq(get(ENTRY_OF), get(value), v128.store()),
          seq(get(SUM), get(value), f64x2.add, set(SUM)),
          seq(get(POSITIONS), i32.const(F64), i32.add, set(POSITIONS)),
        ),
      ),
      seq(get(SUM), rows, f64x2.div, set(SUM)),
      alongRows(seq(get(ENTRY_OF), get(ENTRY_OF), v128.load(), get(SUM), f64x2.sub, v128.store())),
    ),
  };
}

/** A module with `feature`, `removeShares` and `normalise`, for two problems side by side; every sum runs from the first row to the last. */
export function pairModule(): Uint8Array<ArrayBuffer> {
  return assemble([feature(), removeShares(), normalise()]);
}
