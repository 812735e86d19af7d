import {
  assemble,
  branchIf,
  call,
  f32,
  f64,
  f64x2,
  get,
  i32,
  i32x4,
  i8x16,
  loop,
  seq,
  set,
  tee,
  v128,
  when,
  type Code,
  type FunctionDefinition,
  type ValueType,
} from '../../../../core/webassembly/assembler.ts';
import { assign, descend } from './descent-code.ts';
import { lanesShift, times, type Variant } from './variant.ts';
import {
  ALLOWANCES,
  BEST,
  BOUNDS,
  FOUND,
  FOUND_LAST,
  FOUND_NEXT,
  FOUND_SIZES,
  FOUND_SUMS,
  SIZES,
  STATE_COUNTS,
  STATE_SUMS,
  SUMS,
  SWING,
  tableAddress,
  TAGS,
} from './scan-layout.ts';

/** Leaves room for the rounding of bounds. */
export const SLACK = 1 - 2 ** -20;

/** Neighbours no further apart than this are one value; see `isSeparated`. */
const RESOLUTION = Math.fround(1e-7);

const F64_SHIFT = 3;
const I32_SHIFT = 2;

/** Parameters that both functions share: place in the column's order, where to stop, and what the column is. */
const PLACE = 0;
const STOP = 1;
const START = 2;
const END = 3;
const VALUES = 4;
const COLUMN: readonly ValueType[] = ['i32', 'i32', 'i32', 'i32', 'i32'];

/** Index of `inspect` in the module. */
const INSPECT = 0;

const rowAt = (address: Code, { shift }: Variant, offset = 0): Code =>
  seq(address, shift === 1 ? i32.load16(offset) : i32.load(offset));
const rankOf = (address: Code, { shift }: Variant): Code => seq(address, get(START), i32.sub, i32.const(shift), i32.shrU);

/** Eight times the lane of a row: the position of the one bit in its tag. */
const laneOf = (row: Code, { lanes }: Variant): Code =>
  lanes === 1 ? i32.const(0) : seq(times(row, I32_SHIFT), i32.load(TAGS), i32.ctz);

/**
 * `inspect(place, stop, start, end, values)`: goes on from the stored state row by row and keeps the best cut of each lane.
 */
function inspect(variant: Variant): FunctionDefinition {
  const [row, lane, next] = [5, 6, 7] as const;
  const [sum, count, size, score] = [8, 9, 10, 11] as const;
  const at = (array: number): Code => seq(get(lane), f64.load(array));
  const put = (array: number, value: Code): Code => seq(get(lane), value, f64.store(array));
  const narrow = seq(get(lane), i32.const(1), i32.shrU);
  const { lanes, shift } = variant;
  const bytes = i32.const(2 ** shift);

  const advance = seq(
    rowAt(get(PLACE), variant),
    set(row),
    laneOf(get(row), variant),
    set(lane),
    at(STATE_SUMS),
    seq(times(get(row), F64_SHIFT + lanesShift(lanes)), get(lane), i32.add, f64.load(tableAddress(2 ** shift))),
    f64.add,
    set(sum),
    put(STATE_SUMS, get(sum)),
    at(STATE_COUNTS),
    f64.const(1),
    f64.add,
    set(count),
    put(STATE_COUNTS, get(count)),
    at(SIZES),
    set(size),
  );

  const above = seq(get(size), get(count), f64.sub);
  const rest = seq(at(SUMS), get(sum), f64.sub);
  const computeScore = seq(
    seq(get(sum), get(sum), f64.mul, get(count), f64.div),
    seq(rest, rest, f64.mul, above, f64.div),
    f64.add,
    set(score),
  );
  const reach = seq(get(sum), f64.abs, at(ALLOWANCES), f64.add);
  const mayBeBest = seq(
    reach,
    reach,
    f64.mul,
    at(BOUNDS),
    f64.const(SLACK),
    f64.mul,
    get(count),
    above,
    f64.mul,
    f64.mul,
    f64.gt,
  );

  const findNext = seq(
    get(PLACE),
    set(next),
    loop(
      seq(get(next), bytes, i32.add, set(next)),
      seq(laneOf(rowAt(get(next), variant), variant), get(lane), i32.ne, branchIf(0)),
    ),
  );
  const valueOf = (index: Code): Code => seq(get(VALUES), times(index, I32_SHIFT), i32.add, f32.load());
  const separated = seq(valueOf(rowAt(get(next), variant)), valueOf(get(row)), f32.const(RESOLUTION), f32.add, f32.gt);
  const isBetter = seq(get(score), at(BEST), f64.gt);
  const record = seq(
    seq(isBetter, when(put(BEST, get(score)), put(BOUNDS, seq(get(score), get(size), f64.div, f64.const(SLACK), f64.mul)))),
    seq(narrow, i32.const(1), i32.store(FOUND)),
    put(FOUND_SIZES, get(count)),
    put(FOUND_SUMS, get(sum)),
    seq(narrow, rankOf(get(PLACE), variant), i32.store(FOUND_LAST)),
    seq(narrow, rankOf(get(next), variant), i32.store(FOUND_NEXT)),
  );
  const isNews = seq(isBetter, narrow, i32.load(FOUND), i32.eqz, i32.or);
  const tryCut = seq(computeScore, seq(get(score), at(BEST), f64.ge), when(findNext, separated, when(isNews, when(record))));

  return {
    name: 'inspect',
    parameters: COLUMN,
    results: [],
    locals: ['i32', 'i32', 'i32', 'f64', 'f64', 'f64', 'f64'],
    body: seq(
      loop(
        advance,
        seq(get(count), get(size), f64.lt, when(mayBeBest, when(tryCut))),
        seq(get(PLACE), bytes, i32.add, tee(PLACE), get(STOP), i32.ltU, branchIf(0)),
      ),
    ),
  };
}

/**
 * `scan(place, stop, start, end, values)`: goes on from the stored state in whole steps, and calls `inspect` for those in which a
 * cut may be as good as the best.
 *
 * A cut that leaves k of N rows with sum D below gains D²·N / (k·(N − k)), the lane's sum being almost 0. So it cannot be the best
 * where D² < bound · k · (N − k). Within a step D is at most its magnitude at either end plus half of what the lane's rows in
 * the step can add up to, and k · (N − k) is at least its value at one of the ends.
 */
function scan(variant: Variant): FunctionDefinition {
  const { lanes, shift, step } = variant;
  const vectors = lanes === 4 ? 2 : 1;
  const each = (body: (index: number) => Code): Code => Array.from({ length: vectors }, (_, index) => body(index)).flat();
  const locals: ValueType[] = [];
  const local = (type: ValueType): number => COLUMN.length + locals.push(type) - 1;
  const perVector = (): number[] => Array.from({ length: vectors }, () => local('v128'));

  const counted = local('i32');
  const row = local('i32');
  const other = local('i32');
  const hits = local('v128');
  const sums = perVector();
  const before = perVector();
  const subtotal = perVector();
  const counts = perVector();
  const countsAfter = perVector();
  const products = perVector();
  const productsAfter = perVector();
  const limits = perVector();
  const moving = perVector();
  // Constants that would otherwise be built anew at each use.
  const one = local('v128');
  const mostBelow = perVector();
  const byteLanes = perVector();

  const at = (array: number, index: number): Code => seq(i32.const(0), v128.load(array + 16 * index));
  const store = (array: number, vector: readonly number[]): Code =>
    each((index) => seq(i32.const(0), get(vector[index]!), v128.store(array + 16 * index)));
  const splat = (value: number): Code => seq(f64.const(value), f64x2.splat);
  const bytes = (rows: number): Code => i32.const(rows * 2 ** shift);

  const table = tableAddress(2 ** shift);
  const entry = (address: number, index: number): Code =>
    seq(get(address), lanes === 1 ? v128.load64(table) : v128.load(table + 16 * index));
  const positions = Array.from({ length: step }, (_, position) => position);
  const readRow = (position: number): Code => seq(rowAt(get(PLACE), variant, position * 2 ** shift), set(row));
  const toTable = seq(times(get(row), F64_SHIFT + lanesShift(lanes)), set(row));
  const countRow = lanes === 1 ? [] : seq(times(get(row), I32_SHIFT), i32.load(TAGS), get(counted), i32.add, set(counted));
  // Sums of exact integers may be taken in any order: pairs and subtotals shorten the chain of dependent additions.
  const addPair = (position: number): Code =>
    seq(
      seq(readRow(position), countRow, toTable, get(row), set(other)),
      seq(readRow(position + 1), countRow, toTable),
      each((index) => {
        const own = position % 4 === 0 ? sums[index]! : subtotal[index]!;
        const pair = seq(entry(other, index), entry(row, index), f64x2.add);
        return position === 2 ? seq(pair, set(own)) : seq(pair, get(own), f64x2.add, set(own));
      }),
    );
  const addRows = seq(
    each((index) => seq(get(sums[index]!), set(before[index]!))),
    seq(i32.const(0), set(counted)),
    ...positions.filter((position) => position % 2 === 0).map(addPair),
    each((index) => seq(get(sums[index]!), get(subtotal[index]!), f64x2.add, set(sums[index]!))),
  );

  const rowsInStep = (index: number): Code =>
    lanes === 1 ? get(byteLanes[0]!) : seq(get(counted), i32x4.splat, get(byteLanes[index]!), i8x16.swizzle, f64x2.fromLowI32x4);
  // For `swizzle`: bytes 2·index and 2·index + 1 as 32-bit integers; what is out of range gives 0.
  const setConstants = seq(
    seq(splat(1), set(one)),
    each((index) => seq(at(SIZES, index), get(one), f64x2.sub, set(mostBelow[index]!))),
    each((index) =>
      seq(
        lanes === 1
          ? splat(step)
          : v128.const([2 * index, 16, 16, 16, 2 * index + 1, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16]),
        set(byteLanes[index]!),
      ),
    ),
  );
  /** k·(N − k) for the count nearest to k that leaves rows on both sides. */
  const product = (count: number, index: number): Code => {
    const clamped = seq(get(count), get(one), f64x2.pmax, get(mostBelow[index]!), f64x2.pmin, tee(hits));
    return seq(clamped, at(SIZES, index), get(hits), f64x2.sub, f64x2.mul);
  };
  const exceedsLimit = (reach: Code, index: number): Code =>
    seq(reach, at(ALLOWANCES, index), f64x2.add, tee(hits), get(hits), f64x2.mul, get(limits[index]!), f64x2.gt);
  const anyMayBeBest = seq(
    each((index) => {
      const magnitude = (vector: readonly number[]): Code => seq(get(vector[index]!), f64x2.abs);
      const swing = seq(rowsInStep(index), tee(hits), at(SWING, 0), f64x2.mul);
      return seq(
        swing,
        seq(get(counts[index]!), get(hits), f64x2.add, set(countsAfter[index]!)),
        seq(product(countsAfter[index]!, index), set(productsAfter[index]!)),
        seq(get(products[index]!), get(productsAfter[index]!), f64x2.pmin, at(BOUNDS, index), f64x2.mul, set(limits[index]!)),
        exceedsLimit(seq(magnitude(before), magnitude(sums), f64x2.pmax, f64x2.add), index),
      );
    }),
    vectors === 2 ? v128.or : [],
    v128.anyTrue,
  );

  // The sums after each row of the step.
  const anyRowMayBeBest = seq(
    each((index) => seq(get(before[index]!), set(moving[index]!))),
    ...positions.map((position) =>
      seq(
        seq(readRow(position), toTable),
        each((index) => {
          const reach = seq(entry(row, index), get(moving[index]!), f64x2.add, tee(moving[index]!), f64x2.abs);
          return seq(exceedsLimit(reach, index), position + index === 0 ? [] : v128.or);
        }),
      ),
    ),
    v128.anyTrue,
  );
  const inspectStep = seq(
    store(STATE_SUMS, before),
    store(STATE_COUNTS, counts),
    seq(get(PLACE), get(PLACE), bytes(step), i32.add, get(START), get(END), get(VALUES), call(INSPECT)),
  );

  return {
    name: 'scan',
    parameters: COLUMN,
    results: [],
    locals,
    body: seq(
      setConstants,
      each((index) => seq(at(STATE_SUMS, index), set(sums[index]!), at(STATE_COUNTS, index), set(counts[index]!))),
      each((index) => seq(product(counts[index]!, index), set(products[index]!))),
      loop(
        addRows,
        anyMayBeBest,
        when(anyRowMayBeBest, when(inspectStep)),
        each((index) => seq(get(countsAfter[index]!), set(counts[index]!), get(productsAfter[index]!), set(products[index]!))),
        seq(get(PLACE), bytes(step), i32.add, tee(PLACE), get(STOP), i32.ltU, branchIf(0)),
      ),
      store(STATE_SUMS, sums),
      store(STATE_COUNTS, counts),
    ),
  };
}

/**
 * A module with `scan`, to be called with at least one step, `inspect`, and `assign` for one lane or `descend` for more.
 *
 * @param lanes 1, 2 or 4
 * @param rowBytes bytes of a row number: 2 or 4
 * @param step rows that are added before their sums are looked at: a multiple of 4, at most 252
 */
export function scanModule(lanes: number, rowBytes: number, step: number): Uint8Array<ArrayBuffer> {
  const variant = { lanes, shift: rowBytes === 2 ? 1 : 2, step };
  return assemble([inspect(variant), scan(variant), lanes === 1 ? assign(variant) : descend(variant)]);
}
