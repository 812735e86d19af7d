import type { Matrix } from '../../../core/matrix.ts';

/** InfoM or InfoC of a table of normalised information. */
export interface InformationShare {
  /** 0 … 1; 0 where no line informs at all. */
  readonly score: number;
  /** Largest share of one entry in each line's sum; null for lines that inform of nothing. */
  readonly perLine: readonly (number | null)[];
}

/**
 * Mean over lines of (largest entry / sum of the line), rescaled so that an even spread over `length` entries gives 0; lines whose
 * sum is 0 are left out. With one entry a line nothing is spread, and the mean itself counts.
 *
 * @param lines entries of each line, all ≥ 0
 */
export function concentration(lines: readonly (readonly number[])[], length: number): InformationShare {
  const perLine = lines.map((line) => {
    const sum = line.reduce((total, value) => total + value, 0);
    return sum > 0 ? Math.max(...line) / sum : null;
  });
  const counted = perLine.filter((share) => share !== null);
  if (counted.length === 0) return { score: 0, perLine };
  const mean = counted.reduce((total, share) => total + share, 0) / counted.length;
  const rescaled = length === 1 ? mean : (mean - 1 / length) / (1 - 1 / length);
  return { score: Math.min(1, Math.max(0, rescaled)), perLine };
}

/** InfoM: how far each of the given codes informs of one factor only. @param information d × m */
export function modularityShare({ rows: d, data }: Matrix, codes: readonly number[]): InformationShare {
  return concentration(
    codes.map((i) => Array.from({ length: d }, (_, j) => data[i * d + j]!)),
    d,
  );
}

/** InfoC: how far the information of each factor sits in one of the given codes. @param information d × m */
export function compactnessShare({ rows: d, data }: Matrix, codes: readonly number[]): InformationShare {
  return concentration(
    Array.from({ length: d }, (_, j) => codes.map((i) => data[i * d + j]!)),
    codes.length,
  );
}
