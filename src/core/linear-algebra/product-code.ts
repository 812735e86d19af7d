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
  type ValueType,
} from '../webassembly/assembler.ts';

/** Vectors of either side in one tile; packed, their entries stand side by side. */
export const TILE = 4;
/** Entries of a packed vector that one turn of the inner loop takes: lengths are padded with zeros to a multiple. */
export const UNROLL = 2;

/** Bytes of one entry of all vectors of a tile. */
const ENTRY = 8 * TILE;
/** Bytes of a tile of products. */
const TILE_BYTES = ENTRY * TILE;
/** Float64 numbers in a vector register. */
const WIDTH = 2;

/**
 * `multiply(left, leftEnd, right, rightEnd, target, bytes)`: inner products of packed vectors, tile by tile, all tiles of the left
 * side before the next of the right side. `bytes` is the size of one packed tile.
 */
function multiply(): FunctionDefinition {
  const [LEFT, LEFT_END, RIGHT, RIGHT_END, TARGET, BYTES] = [0, 1, 2, 3, 4, 5] as const;
  const [TILE_LEFT, A, B, STOP] = [6, 7, 8, 9] as const;
  const pairs = TILE / WIDTH;
  const sum = (row: number, pair: number): number => 10 + row * pairs + pair;
  const right = (pair: number): number => 10 + TILE * pairs + pair;
  const value = 10 + TILE * pairs + pairs;
  const locals: readonly ValueType[] = [
    ...(['i32', 'i32', 'i32', 'i32'] as const),
    ...Array.from({ length: TILE * pairs + pairs + 1 }, () => 'v128' as const),
  ];
  const repeat = (count: number, body: (index: number) => Code): Code => Array.from({ length: count }, (_, k) => body(k)).flat();
  const zero = seq(f64.const(0), f64x2.splat);

  const entry = (offset: number): Code =>
    seq(
      repeat(pairs, (pair) => seq(get(B), v128.load(offset + 16 * pair), set(right(pair)))),
      repeat(TILE, (row) =>
        seq(
          seq(get(A), v128.load64Splat(offset + 8 * row), set(value)),
          repeat(pairs, (pair) =>
            seq(get(sum(row, pair)), get(value), get(right(pair)), f64x2.mul, f64x2.add, set(sum(row, pair))),
          ),
        ),
      ),
    );
  const advance = (pointer: number, step: Code): Code => seq(get(pointer), step, i32.add);
  const tile = seq(
    repeat(TILE * pairs, (k) => seq(zero, set(10 + k))),
    seq(get(TILE_LEFT), set(A), get(RIGHT), set(B), advance(TILE_LEFT, get(BYTES)), set(STOP)),
    loop(
      repeat(UNROLL, (turn) => entry(turn * ENTRY)),
      seq(advance(B, i32.const(UNROLL * ENTRY)), set(B)),
      seq(advance(A, i32.const(UNROLL * ENTRY)), tee(A), get(STOP), i32.ltU, branchIf(0)),
    ),
    repeat(TILE, (row) => repeat(pairs, (pair) => seq(get(TARGET), get(sum(row, pair)), v128.store(row * ENTRY + 16 * pair)))),
    seq(advance(TARGET, i32.const(TILE_BYTES)), set(TARGET)),
  );
  return {
    name: 'multiply',
    parameters: ['i32', 'i32', 'i32', 'i32', 'i32', 'i32'],
    results: [],
    locals,
    body: loop(
      seq(get(LEFT), set(TILE_LEFT)),
      loop(tile, seq(advance(TILE_LEFT, get(BYTES)), tee(TILE_LEFT), get(LEFT_END), i32.ltU, branchIf(0))),
      seq(advance(RIGHT, get(BYTES)), tee(RIGHT), get(RIGHT_END), i32.ltU, branchIf(0)),
    ),
  };
}

/** A module with `multiply`; every sum runs from the first entry to the last. */
export function productModule(): Uint8Array<ArrayBuffer> {
  return assemble([multiply()]);
}
