import type { Matrix } from '../../core/matrix.ts';

/** So many different rows at least: codes with few values repeat by nature. */
const LEAST_DISTINCT = 50;
/** Rows that equal the one a period before, at least. */
const SHARE = 0.9;

/** A number for each row, the same for rows with the same values. */
function rowNames({ rows, columns, data }: Matrix): Uint32Array {
  const names = new Map<string, number>();
  return Uint32Array.from({ length: rows }, (_, i) => {
    const key = Array.from({ length: columns }, (_unused, j) => data[j * rows + i]!).join();
    const name = names.get(key) ?? names.size;
    names.set(key, name);
    return name;
  });
}

/**
 * After how many rows the codes begin again while the factors do not, so that the same codes stand for other observations; null where they
 * do not. The period is looked for among the distances from one row to the next that equals it.
 */
export function repetitionPeriod(codes: Matrix, factors: Matrix): number | null {
  const names = rowNames(codes);
  const counts = new Map<number, number>();
  const last = new Map<number, number>();
  names.forEach((name, row) => {
    const before = last.get(name);
    if (before !== undefined) counts.set(row - before, (counts.get(row - before) ?? 0) + 1);
    last.set(name, row);
  });
  if (last.size < LEAST_DISTINCT) return null;
  const [period, count] = [...counts].reduce((most, entry) => (entry[1] > most[1] ? entry : most), [0, 0] as [number, number]);
  // A period of one is one row over and over, as honest codes of absent factors are.
  if (period <= 1 || count < SHARE * (codes.rows - period)) return null;
  const factorNames = rowNames(factors);
  const alike = factorNames.reduce((sum, name, row) => sum + (row >= period && name === factorNames[row - period] ? 1 : 0), 0);
  return alike < SHARE * (codes.rows - period) ? period : null;
}
