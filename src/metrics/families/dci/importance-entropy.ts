import { ln } from '../../../core/mathematics.ts';
import type { Matrix } from '../../../core/matrix.ts';

/** How concentrated each row of an importance matrix is, and how much it counts. */
export interface Concentration {
  /** Weighted mean of `rows`, 0 … 1. */
  readonly score: number;
  /** 1 − entropy of each row, to the base of its length, 0 … 1. A row of one entry is concentrated by definition: 1. */
  readonly rows: number[];
  /** Share of each row in the sum of all entries; 0 throughout where that is 0. */
  readonly weights: number[];
}

/** Added to every entry, so that its logarithm exists: this share of the largest, but at least the minimum. */
const RELATIVE_OFFSET = 1e-10;
const MINIMUM_OFFSET = 1e-12;

/**
 * Concentration of the rows of a matrix of importances.
 *
 * Source: Eastwood and Williams, ICLR 2018, section 2: with codes in rows (m × d) it is disentanglement by code, with factors in
 * rows (d × m) completeness by factor.
 */
export function rowConcentration({ rows: count, columns, data }: Matrix): Concentration {
  let largest = 0;
  let total = 0;
  for (const value of data) {
    largest = Math.max(largest, value);
    total += value;
  }
  const offset = Math.max(MINIMUM_OFFSET, RELATIVE_OFFSET * largest);
  const rows: number[] = [];
  const weights: number[] = [];
  let score = 0;
  for (let i = 0; i < count; i++) {
    let sum = 0;
    let shifted = 0;
    for (let j = 0; j < columns; j++) {
      sum += data[j * count + i]!;
      shifted += data[j * count + i]! + offset;
    }
    let entropy = 0;
    for (let j = 0; j < columns; j++) {
      const share = (data[j * count + i]! + offset) / shifted;
      entropy -= share * ln(share);
    }
    const row = columns === 1 ? 1 : Math.min(1, Math.max(0, 1 - entropy / ln(columns)));
    const weight = total > 0 ? sum / total : 0;
    rows.push(row);
    weights.push(weight);
    score += row * weight;
  }
  return { score: Math.min(1, score), rows, weights };
}
