import {
  f64,
  f64x2,
  get,
  i32,
  loop,
  branchIf,
  seq,
  set,
  tee,
  v128,
  type Code,
  type FunctionDefinition,
} from '../../../../core/webassembly/assembler.ts';
import { lanesShift, times, type Variant } from './variant.ts';
import { CHILD_LANES, CHILD_TAGS, COLUMN_RANKS, LARGEST, LAST_RANKS, SHIFTS, tableAddress, TAGS } from './scan-layout.ts';

/** Parameters: number of rows, and where their leaves and deviations lie. */
const ROWS = 0;
const LEAVES = 1;
const DEVIATIONS = 2;
const [ROW, NODE, CHILD, ENTRY] = [3, 4, 5, 6] as const;
const [DEVIATION, GREATEST] = [7, 8] as const;

/** Leaves the child of row `ROW` in `CHILD` and in its leaf. */
function moveRow({ shift }: Variant): Code {
  const leaf = seq(get(LEAVES), get(ROW), i32.add);
  const nodeEntry = times(get(NODE), 2);
  const rankAddress = seq(nodeEntry, i32.load(COLUMN_RANKS), times(get(ROW), shift), i32.add);
  const rank = seq(rankAddress, shift === 1 ? i32.load16() : i32.load());
  // The sign bit of a difference of ranks: 1 where the row goes right.
  const right = seq(nodeEntry, i32.load(LAST_RANKS), rank, i32.sub, i32.const(31), i32.shrU);
  return seq(seq(leaf, i32.load8(), set(NODE)), seq(leaf, times(get(NODE), 1), right, i32.add, tee(CHILD), i32.store8()));
}

function forEachRow(...body: readonly Code[]): Code {
  return loop(...body, seq(get(ROW), i32.const(1), i32.add, tee(ROW), get(ROWS), i32.ltU, branchIf(0)));
}

/** `assign(rows, leaves, deviations)`: replaces the node of each row by its child. */
export function assign(variant: Variant): FunctionDefinition {
  return {
    name: 'assign',
    parameters: ['i32', 'i32', 'i32'],
    results: [],
    locals: ['i32', 'i32', 'i32'],
    body: forEachRow(moveRow(variant)),
  };
}

/** `descend(rows, leaves, deviations)`: as `assign`, and moves deviations to the centres of the children and fills table and tags. */
export function descend(variant: Variant): FunctionDefinition {
  const { lanes, shift } = variant;
  const childEntry = times(get(CHILD), 2);
  const deviationAddress = seq(get(DEVIATIONS), times(get(ROW), 3), i32.add);
  const table = tableAddress(2 ** shift);
  const zero = seq(f64.const(0), f64x2.splat);
  return {
    name: 'descend',
    parameters: ['i32', 'i32', 'i32'],
    results: [],
    locals: ['i32', 'i32', 'i32', 'i32', 'f64', 'v128'],
    body: seq(
      forEachRow(
        moveRow(variant),
        seq(
          deviationAddress,
          deviationAddress,
          f64.load(),
          times(get(CHILD), 3),
          f64.load(SHIFTS),
          f64.sub,
          tee(DEVIATION),
          f64.store(),
        ),
        seq(times(get(ROW), 3 + lanesShift(lanes)), set(ENTRY)),
        seq(get(ENTRY), zero, v128.store(table)),
        lanes === 4 ? seq(get(ENTRY), zero, v128.store(table + 16)) : [],
        seq(get(ENTRY), childEntry, i32.load(CHILD_LANES), i32.add, get(DEVIATION), f64.store(table)),
        seq(times(get(ROW), 2), childEntry, i32.load(CHILD_TAGS), i32.store(TAGS)),
        seq(get(GREATEST), get(DEVIATION), f64x2.splat, f64x2.abs, f64x2.pmax, set(GREATEST)),
      ),
      seq(i32.const(0), get(GREATEST), v128.store(LARGEST)),
    ),
  };
}
