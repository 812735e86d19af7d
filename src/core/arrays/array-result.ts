import type { Matrix } from '../matrix.ts';

/** A matrix from a file, and what the reader ought to know of how it was read. */
export interface ReadArray {
  readonly matrix: Matrix;
  /** Plain sentences, each with the file's name. */
  readonly remarks: readonly string[];
}

/** The remark on whole numbers beyond 2⁵³, where there are any. */
export function roundedRemarks(path: string, rounded: number): string[] {
  if (rounded === 0) return [];
  const numbers = rounded === 1 ? '1 whole number' : `${rounded} whole numbers`;
  return [`${path}: ${numbers} beyond 2^53 had to be rounded to float64.`];
}
