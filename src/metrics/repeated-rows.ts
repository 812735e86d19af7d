import { column } from '../core/matrix.ts';
import type { MetricKey } from './catalogue.ts';
import type { ColumnData } from './column-data.ts';
import type { Diagnostic, MetricResult } from './metric.ts';
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

/** How many rows are copies, as the beginning of a sentence; undefined where none is. */
export function repeatedRowsFact(data: PairedData): string | undefined {
  const { continuous, distinct } = repeatedRows(data);
  return continuous ? `${data.n - distinct.length} of ${data.n} rows repeat an earlier one` : undefined;
}

/** The remark of a metric whose number copies of rows change. @param consequence what they do to it: a clause */
export function repeatedRowsDiagnostics(data: PairedData, consequence: string): Diagnostic[] {
  const fact = repeatedRowsFact(data);
  return fact === undefined ? [] : [{ code: CODE, message: `${fact}: ${consequence}.` }];
}

const CODE = 'repeated-rows';

/** Means over rows, in which twice as many copies of every row change nothing. */
const UNMOVED: readonly MetricKey[] = ['mcc_pearson', 'mcc_spearman', 'r2', 'r2_origin', 'sap', 'cka'];

/** Adds to a result that copies of rows move its score, where they may and it does not say so itself. */
export function withRepeatedRows(data: PairedData, key: MetricKey, result: MetricResult): MetricResult {
  if (UNMOVED.includes(key) || result.score === null || result.diagnostics.some(({ code }) => code === CODE)) return result;
  const remark = repeatedRowsDiagnostics(data, 'the metric takes every row for a sample of its own');
  return remark.length === 0 ? result : { ...result, diagnostics: [...result.diagnostics, ...remark] };
}
