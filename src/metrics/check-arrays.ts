import { InputError } from '../core/input-error.ts';
import type { Matrix } from '../core/matrix.ts';
import type { Arrays } from './metric.ts';

/** What the two arrays are called in a fault: their files, where they were read from files. */
export interface ArrayNames {
  readonly factors: string;
  readonly codes: string;
}

/**
 * The rules that two arrays must keep to be measured: at least one row and one column each, as many rows in both, every entry
 * finite.
 *
 * @throws InputError naming the first broken rule
 */
export function checkArrays({ factors, codes }: Arrays, names: ArrayNames = { factors: 'factors', codes: 'codes' }): void {
  checkShape(factors, names.factors);
  checkShape(codes, names.codes);
  if (factors.rows !== codes.rows)
    throw new InputError({
      path: names.codes,
      rule: `has ${codes.rows} rows where ${names.factors} has ${factors.rows}`,
      fix: orientationFix(factors, codes, names) ?? 'give one row of codes for each row of factors',
    });
  checkFinite(factors, names.factors);
  checkFinite(codes, names.codes);
}

/** What to do where one array would fit after it was turned round, or where both lie on their side. */
function orientationFix(factors: Matrix, codes: Matrix, names: ArrayNames): string | undefined {
  const transpose = (what: string) => `each row is a sample; ${what} looks transposed: save its .T`;
  if (codes.columns === factors.rows) return transpose(names.codes);
  if (factors.columns === codes.rows) return transpose(names.factors);
  if (factors.columns === codes.columns && factors.columns > Math.max(factors.rows, codes.rows))
    return `each row is a sample; both look transposed: save the .T of ${names.factors} and of ${names.codes}`;
  return undefined;
}

function checkShape({ rows, columns, data }: Matrix, path: string): void {
  if (rows >= 1 && columns >= 1 && data.length === rows * columns) return;
  throw new InputError({
    path,
    rule: `is empty or inconsistent: ${rows} rows, ${columns} columns, ${data.length} entries`,
    fix: 'give a two-dimensional array with at least one row and one column',
  });
}

function checkFinite({ rows, data }: Matrix, path: string): void {
  for (let k = 0; k < data.length; k++) {
    if (Number.isFinite(data[k])) continue;
    throw new InputError({
      path,
      rule: `entry at row ${k % rows}, column ${Math.floor(k / rows)} (counted from 0) is ${data[k]}`,
      fix: 'every entry must be a finite number',
    });
  }
}
