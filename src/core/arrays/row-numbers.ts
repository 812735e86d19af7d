import { column, type Matrix } from '../matrix.ts';

/** Two numbers in a row are often a matter of chance. */
const LEAST_ROWS = 3;

function isConsecutive(values: Float64Array): boolean {
  const first = values[0]!;
  return Number.isSafeInteger(first) && values.every((value, i) => value === first + i);
}

/** A remark on each column of consecutive whole numbers in order: an index rather than data. */
export function rowNumberRemarks(path: string, matrix: Matrix): string[] {
  if (matrix.rows < LEAST_ROWS || matrix.columns < 2) return [];
  return Array.from({ length: matrix.columns }, (_, j) => j)
    .filter((j) => isConsecutive(column(matrix, j)))
    .map((j) => {
      const name = j === 0 ? 'the first column' : `column ${j} (counted from 0)`;
      return `${path}: ${name} counts the rows. If it is an index, leave it out.`;
    });
}
