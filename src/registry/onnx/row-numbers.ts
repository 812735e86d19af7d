import type { OnnxNode } from './messages.ts';
import { integerOf } from './shape-values.ts';
import { DATA_TYPES } from './tensor-faults.ts';
import { isSized, type RowAxis, type TracedTensor } from './traced-tensor.ts';

/**
 * The number of each row, 0, 1, 2 …, as PyTorch's exporter computes it for y[:, i] = …: it writes to row 0 what belongs to row 0, and so
 * on. Such numbers depend on the place of a row in the batch (`sized`), so codes may not be made of them; they may only say that a row is
 * to be written to, or read from, itself.
 */

/** A plain batch axis. */
export function isPlainAxis(rows: RowAxis | undefined): rows is RowAxis {
  return rows?.outer === 1 && rows.inner === 1;
}

/** Operators that move values and change none. */
const MOVES: ReadonlySet<string> = new Set('Expand Flatten Identity Reshape Slice Squeeze Tile Transpose Unsqueeze'.split(' '));
/** Types that hold the number of any row. */
const WIDE: readonly number[] = [DATA_TYPES.int32, DATA_TYPES.int64];

/** Indices [row number, others …] along the last axis, of which the others do not depend on the place of a row. */
function isIndex([first, ...others]: readonly (TracedTensor | undefined)[], { shape = [], rows }: TracedTensor): boolean {
  const last = shape.length - 1;
  return (
    first?.rowNumbers === 'all' &&
    first.shape?.at(-1) === 1 &&
    rows?.axis !== last &&
    !others.some((part) => part && isSized(part))
  );
}

/** What of a node's first result are row numbers. */
export function rowNumbersOf(
  node: OnnxNode,
  inputs: readonly (TracedTensor | undefined)[],
  output: TracedTensor,
): TracedTensor['rowNumbers'] {
  const { opType = '' } = node;
  const [first] = inputs;
  if (!output.rows || !first?.rowNumbers) return undefined;
  if (opType === 'Identity' || (opType === 'Cast' && WIDE.includes(integerOf(node, 'to', 0)))) return first.rowNumbers;
  if (opType === 'Concat') {
    const rank = output.shape?.length ?? 0;
    const axis = integerOf(node, 'axis', 0);
    return (axis < 0 ? axis + rank : axis) === rank - 1 && isIndex(inputs, output) ? 'leading' : undefined;
  }
  return first.rowNumbers === 'all' && MOVES.has(opType) ? 'all' : undefined;
}

/** Whether the first of `depth` indices is the number of the row that the indices are for. */
export function namesOwnRow({ rows, rowNumbers, shape = [] }: TracedTensor, depth: number): boolean {
  if (!isPlainAxis(rows) || rows.axis === shape.length - 1) return false;
  return rowNumbers === 'leading' || (rowNumbers === 'all' && depth === 1);
}
