import type { Diagnostic } from './metric.ts';
import type { PairedData } from './paired-data.ts';

/** A remark for the constant factors and one for the constant codes, where there are any. */
export function constantColumnDiagnostics(data: PairedData): Diagnostic[] {
  const remark = (kind: string, columns: readonly number[]): Diagnostic[] =>
    columns.length === 0
      ? []
      : [{ code: `constant-${kind}`, message: `Constant ${kind} columns (counted from 0): ${columns.join(', ')}.` }];
  return [...remark('factor', data.factors.columnsWhere(true)), ...remark('code', data.codes.columnsWhere(true))];
}
