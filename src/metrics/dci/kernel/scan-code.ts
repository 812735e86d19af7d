import {
  assemble,
  block,
  branch,
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
  select,
  set,
  tee,
  v128,
  when,
  type Code,
  type FunctionDefinition,
  type ValueType,
} from './assembler.ts';
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
} from './scan-layout.ts';

/** Rows that are added before their sum is compared. */
export const STEP = 4;

/** Rows between two computations of the limits, and fewer near both ends, where limits change fast. */
const LONG_BLOCK = 64;
const SHORT_BLOCK = 8;

/** Rows that count as near an end. */
const NEAR = 64;

/** Leaves room for the rounding of a limit. */
const SLACK = 1 - 2 ** -20;

/** Neighbours no further apart than this are one value; see `isSeparated`. */
const RESOLUTION = Math.fround(1e-7);

const F64_SHIFT = 3;
const I32_SHIFT = 2;

/** Parameters that both functions share: place in the column's order, where to stop, and what the column is. */
const PLACE = 0;
const STOP = 1;
const START = 2;
const END = 3;
const TABLE = 4;
const TAGS = 5;
const VALUES = 6;
const COLUMN: readonly ValueType[] = ['i32', 'i32', 'i32', 'i32', 'i32', 'i32', 'i32'];

/** Index of `inspect` in the module. */
const INSPECT = 0;

interface Variant {
  /** 1, 2 or 4. */
  readonly lanes: number;
  /** Base-2 logarithm of the bytes of a row number: 1 or 2. */
  readonly shift: number;
}

const seq = (...parts: readonly Code[]): Code => parts.flat();
const rowAt = (address: Code, { shift }: Variant, offset = 0): Code =>
  seq(address, shift === 1 ? i32.load16(offset) : i32.load(offset));
const times = (value: Code, shift: number): Code => seq(value, i32.const(shift), i32.shl);
const rankOf = (address: Code, { shift }: Variant): Code => seq(address, get(START), i32.sub, i32.const(shift), i32.shrU);

/** Eight times the lane of a row: the position of the one bit in its tag. */
const laneOf = (row: Code, { lanes }: Variant): Code =>
  lanes === 1 ? i32.const(0) : seq(get(TAGS), times(row, I32_SHIFT), i32.add, i32.load(), i32.ctz);

/**
 * `inspect(place, stop, start, end, table, tags, values, counted)`: goes on from the stored state row by row, keeps the best cut of
 * each lane, and returns whether any lane found a better one. `counted` holds rows by lane, one byte each, to be added first.
 */
function inspect(variant: Variant): FunctionDefinition {
  const [COUNTED, row, lane, improved, next] = [7, 8, 9, 10, 11] as const;
  const [sum, count, size, score] = [12, 13, 14, 15] as const;
  const at = (array: number): Code => seq(get(lane), f64.load(array));
  const put = (array: number, value: Code): Code => seq(get(lane), value, f64.store(array));
  const narrow = seq(get(lane), i32.const(1), i32.shrU);
  const { lanes, shift } = variant;
  const bytes = i32.const(2 ** shift);

  const addCounted = Array.from({ length: lanes === 1 ? 0 : lanes }, (_, index) => {
    const address = STATE_COUNTS + 8 * index;
    const rows = seq(get(COUNTED), i32.const(8 * index), i32.shrU, i32.const(255), i32.and, f64.fromI32);
    return seq(i32.const(0), i32.const(0), f64.load(address), rows, f64.add, f64.store(address));
  }).flat();

  const advance = seq(
    rowAt(get(PLACE), variant),
    set(row),
    laneOf(get(row), variant),
    set(lane),
    at(STATE_SUMS),
    seq(get(TABLE), times(get(row), F64_SHIFT + lanesShift(lanes)), i32.add, get(lane), i32.add, f64.load()),
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
    seq(isBetter, when(i32.const(1), set(improved), put(BEST, get(score)), put(BOUNDS, seq(get(score), get(size), f64.div)))),
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
    parameters: [...COLUMN, 'i32'],
    results: ['i32'],
    locals: ['i32', 'i32', 'i32', 'i32', 'f64', 'f64', 'f64', 'f64'],
    body: seq(
      addCounted,
      loop(
        advance,
        seq(get(count), get(size), f64.lt, when(mayBeBest, when(tryCut))),
        seq(get(PLACE), bytes, i32.add, tee(PLACE), get(STOP), i32.ltU, branchIf(0)),
      ),
      get(improved),
    ),
  };
}

const lanesShift = (lanes: number): number => (lanes === 4 ? 2 : lanes - 1);

/**
 * `scan(place, stop, start, end, table, tags, values)`: goes on from the stored state in whole steps, and calls `inspect` for those
 * in which a lane's sum may reach its limit.
 */
function scan(variant: Variant): FunctionDefinition {
  const { lanes, shift } = variant;
  const vectors = lanes === 4 ? 2 : 1;
  const each = (body: (index: number) => Code): Code => Array.from({ length: vectors }, (_, index) => body(index)).flat();
  const locals: ValueType[] = [];
  const local = (type: ValueType): number => COLUMN.length + locals.push(type) - 1;
  const perVector = (): number[] => Array.from({ length: vectors }, () => local('v128'));

  const [blockEnd, flag, flagNow, counted, countedBefore, row] = Array.from({ length: 6 }, () => local('i32')) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const sums = perVector();
  const before = perVector();
  const counts = perVector();
  const limits = perVector();
  const lower = perVector();
  const moving = perVector();
  const added = Array.from({ length: STEP }, perVector);
  const span = local('f64');
  const [hits, first, last] = [local('v128'), local('v128'), local('v128')];

  const at = (array: number, index: number): Code => seq(i32.const(0), v128.load(array + 16 * index));
  const store = (array: number, locals_: readonly number[]): Code =>
    each((index) => seq(i32.const(0), get(locals_[index]!), v128.store(array + 16 * index)));
  const splat = (value: number): Code => seq(f64.const(value), f64x2.splat);
  const anyAbove = (values: readonly number[], bounds: readonly number[]): Code =>
    seq(
      each((index) => seq(get(values[index]!), f64x2.abs, get(bounds[index]!), f64x2.gt)),
      vectors === 2 ? v128.or : [],
      v128.anyTrue,
    );
  const bytes = (rows: number): Code => i32.const(rows * 2 ** shift);

  // Bytes 2·index and 2·index + 1 of `counted` as two numbers; the second operand of the shuffle is 0.
  const unpack = (index: number): Code => {
    const lane = (byte: number): Code => [byte, 16, 16, 16];
    const indices = seq(lane(2 * index), lane(2 * index + 1), lane(16), lane(16));
    return seq(get(counted), i32x4.splat, i32.const(0), i32x4.splat, i8x16.shuffle(indices), f64x2.fromLowI32x4);
  };
  const settleCounts =
    lanes === 1
      ? seq(rankOf(get(PLACE), variant), f64.fromI32, f64x2.splat, set(counts[0]!))
      : seq(
          each((index) => seq(get(counts[index]!), unpack(index), f64x2.add, set(counts[index]!))),
          i32.const(0),
          set(counted),
        );

  const isNearEnd = seq(
    seq(get(PLACE), get(START), i32.sub, bytes(NEAR), i32.ltU),
    seq(get(END), get(PLACE), i32.sub, bytes(NEAR), i32.ltU),
    i32.or,
  );
  const startBlock = seq(
    seq(f64.const(SHORT_BLOCK), f64.const(LONG_BLOCK), isNearEnd, select, set(span)),
    seq(get(PLACE), bytes(SHORT_BLOCK), bytes(LONG_BLOCK), isNearEnd, select, i32.add, set(blockEnd)),
    seq(get(blockEnd), get(STOP), get(blockEnd), get(STOP), i32.ltU, select, set(blockEnd)),
    each((index) => {
      const size = at(SIZES, index);
      const most = seq(size, splat(1), f64x2.sub);
      const product = (count: number): Code => seq(get(count), size, get(count), f64x2.sub, f64x2.mul);
      return seq(
        seq(get(counts[index]!), splat(1), f64x2.pmax, most, f64x2.pmin, set(first)),
        seq(get(counts[index]!), get(span), f64x2.splat, f64x2.add, most, f64x2.pmin, set(last)),
        seq(product(first), product(last), f64x2.pmin, at(BOUNDS, index), f64x2.mul, f64x2.sqrt, splat(SLACK), f64x2.mul),
        seq(at(ALLOWANCES, index), f64x2.sub, tee(limits[index]!), at(SWING, 0), f64x2.sub, set(lower[index]!)),
      );
    }),
    anyAbove(sums, lower),
    set(flag),
  );

  const entry = (index: number): Code => (lanes === 1 ? v128.load64() : v128.load(16 * index));
  const addRows = seq(
    each((index) => seq(get(sums[index]!), set(before[index]!))),
    get(counted),
    set(countedBefore),
    ...added.map((vector, position) =>
      seq(
        rowAt(get(PLACE), variant, position * 2 ** shift),
        set(row),
        lanes === 1 ? [] : seq(get(TAGS), times(get(row), I32_SHIFT), i32.add, i32.load(), get(counted), i32.add, set(counted)),
        seq(get(TABLE), times(get(row), F64_SHIFT + lanesShift(lanes)), i32.add, set(row)),
        each((index) => seq(get(row), entry(index), set(vector[index]!))),
      ),
    ),
    each((index) =>
      seq(
        seq(get(added[0]![index]!), get(added[1]![index]!), f64x2.add),
        seq(get(added[2]![index]!), get(added[3]![index]!), f64x2.add, f64x2.add),
        seq(get(sums[index]!), f64x2.add, set(sums[index]!)),
      ),
    ),
    anyAbove(sums, lower),
    set(flagNow),
  );

  // The sums after each row of the step against the limits themselves.
  const lookCloser = seq(
    each((index) => seq(get(before[index]!), set(moving[index]!))),
    splat(0),
    set(hits),
    ...added.map((vector) =>
      each((index) =>
        seq(
          seq(get(moving[index]!), get(vector[index]!), f64x2.add, tee(moving[index]!)),
          seq(f64x2.abs, get(limits[index]!), f64x2.gt, get(hits), v128.or, set(hits)),
        ),
      ),
    ),
  );

  const [toBlock, toStep] = [4, 0];
  const inspectStep = seq(
    store(STATE_SUMS, before),
    store(STATE_COUNTS, counts),
    lanes === 1 ? seq(i32.const(0), rankOf(get(PLACE), variant), f64.fromI32, f64.store(STATE_COUNTS)) : [],
    seq(get(PLACE), get(PLACE), bytes(STEP), i32.add, get(START), get(END), get(TABLE), get(TAGS), get(VALUES)),
    seq(get(countedBefore), call(INSPECT)),
    when(seq(get(PLACE), bytes(STEP), i32.add, set(PLACE)), settleCounts, branch(toBlock)),
  );

  return {
    name: 'scan',
    parameters: COLUMN,
    results: [],
    locals,
    body: seq(
      each((index) => seq(at(STATE_SUMS, index), set(sums[index]!), at(STATE_COUNTS, index), set(counts[index]!))),
      block(
        loop(
          seq(get(PLACE), get(STOP), i32.ltU, i32.eqz, branchIf(1)),
          startBlock,
          loop(
            addRows,
            seq(get(flag), get(flagNow), i32.or),
            when(lookCloser, get(hits), v128.anyTrue, when(inspectStep)),
            seq(get(flagNow), set(flag)),
            seq(get(PLACE), bytes(STEP), i32.add, tee(PLACE), get(blockEnd), i32.ltU, branchIf(toStep)),
          ),
          settleCounts,
          branch(0),
        ),
      ),
      store(STATE_SUMS, sums),
      store(STATE_COUNTS, counts),
    ),
  };
}

/**
 * A module with `scan` and `inspect` for this many lanes.
 *
 * @param lanes 1, 2 or 4
 * @param rowBytes bytes of a row number: 2 or 4
 */
export function scanModule(lanes: number, rowBytes: number): Uint8Array<ArrayBuffer> {
  const variant = { lanes, shift: rowBytes === 2 ? 1 : 2 };
  return assemble([inspect(variant), scan(variant)]);
}
