import { column } from '../core/matrix.ts';
import type { ColumnData } from './column-data.ts';
import type { Diagnostic } from './metric.ts';
import type { PairedData } from './paired-data.ts';
import { shareWork } from './shared-work.ts';

/** A column that takes more values than this, and half as many as there are different rows, is continuous. */
const FEW_VALUES = 20;
const CONTINUOUS_SHARE = 1 / 2;

/** Copies of rows are many different rows; a point at which continuous columns often lie, as all zeros, is one. */
const COPIED_SHARE = 1 / 20;

/** How rows of both arrays together repeat. */
export interface RepeatedRows {
  /** The first of each kind of row, ascending. */
  readonly distinct: Int32Array;
  /**
   * Whether rows repeat although some column is continuous: then they are copies, as a bootstrap or oversampling makes them. Rows of discrete
   * columns repeat by themselves.
   */
  readonly continuous: boolean;
  /** Whether many different rows do so. */
  readonly copied: boolean;
}

/** Groups of rows that agree in every column, each with two rows or more. */
function groupRows(columns: readonly ColumnData[]): Int32Array[] {
  let groups: Int32Array[] | undefined;
  for (const { values } of columns)
    for (let j = 0; j < values.columns; j++) {
      const entries = column(values, j);
      groups = (groups ?? [Int32Array.from({ length: values.rows }, (_, row) => row)]).flatMap((rows) =>
        splitRows(rows, entries),
      );
      if (groups.length === 0) return [];
    }
  return groups ?? [];
}

/** Rows by their entry, those of a kind of their own left out. */
function splitRows(rows: Int32Array, entries: Float64Array): Int32Array[] {
  const byEntry = new Map<number, number[]>();
  for (const row of rows) {
    const group = byEntry.get(entries[row]!);
    if (group) group.push(row);
    else byEntry.set(entries[row]!, [row]);
  }
  return [...byEntry.values()].filter(({ length }) => length > 1).map((group) => Int32Array.from(group));
}

const repeats = (groups: readonly Int32Array[]) => groups.reduce((sum, { length }) => sum + length - 1, 0);

function countValues(values: Float64Array): number {
  return new Set(values).size;
}

function isContinuous({ values }: ColumnData, distinct: number): boolean {
  const least = Math.max(FEW_VALUES, CONTINUOUS_SHARE * distinct);
  return Array.from({ length: values.columns }, (_, j) => j).some((j) => countValues(column(values, j)) > least);
}

function findRepeatedRows({ n, factors, codes }: PairedData): RepeatedRows {
  const groups = groupRows([factors, codes]);
  const isCopy = new Uint8Array(n);
  for (const rows of groups) for (const row of rows.subarray(1)) isCopy[row] = 1;
  const distinct = Int32Array.from({ length: n }, (_, row) => row).filter((row) => isCopy[row] === 0);
  if (groups.length === 0) return { distinct, continuous: false, copied: false };
  // Codes that are a function of discrete factors may take many values, and repeat with them.
  const codesVary = repeats(groupRows([factors])) > repeats(groups);
  const continuous = isContinuous(factors, distinct.length) || (codesVary && isContinuous(codes, distinct.length));
  return { distinct, continuous, copied: continuous && groups.length >= COPIED_SHARE * distinct.length };
}

/** How rows repeat. */
export const repeatedRows = shareWork(findRepeatedRows);

/** Number of rows that know something of their own. */
export function effectiveRows(data: PairedData): number {
  const { continuous, distinct } = repeatedRows(data);
  return continuous ? distinct.length : data.n;
}

/** The remark of a metric whose number rows that repeat change. @param consequence what they do to it: a clause */
export function repeatedRowsDiagnostics(data: PairedData, consequence: string): Diagnostic[] {
  const { continuous, distinct } = repeatedRows(data);
  if (!continuous) return [];
  const message = `${data.n - distinct.length} of ${data.n} rows repeat an earlier one, as after a bootstrap: ${consequence}.`;
  return [{ code: 'repeated-rows', message }];
}
