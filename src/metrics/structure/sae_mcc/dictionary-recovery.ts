import { assignMaximum, type Assignment } from '../../../core/linear-algebra/assignment.ts';
import { crossProduct } from '../../../core/linear-algebra/cross-product.ts';
import { column, zeros, type Matrix } from '../../../core/matrix.ts';
import { refuse, type Arrays, type MetricResult } from '../../metric.ts';
import type { StructurePair } from '../structure-metric.ts';

/** Rows scaled to length 1 as the columns of the result; a row of zeros stays one. */
function unitRows({ rows, columns, data }: Matrix): Matrix {
  const units = zeros(columns, rows);
  for (let k = 0; k < rows; k++) {
    let squares = 0;
    for (let i = 0; i < columns; i++) squares += data[i * rows + k]! * data[i * rows + k]!;
    const scale = squares === 0 ? 0 : 1 / Math.sqrt(squares);
    for (let i = 0; i < columns; i++) units.data[k * columns + i] = data[i * rows + k]! * scale;
  }
  return units;
}

/** N × m cosines of true directions with those of a dictionary. */
export function cosines({ truth, submitted }: StructurePair): Matrix {
  return crossProduct(unitRows(truth), unitRows(submitted));
}

/** Number of different true directions that are the nearest one of some direction of the dictionary. */
function nearestAtoms(cosine: Matrix): number {
  const nearest = new Set<number>();
  for (let code = 0; code < cosine.columns; code++) {
    const values = column(cosine, code);
    let best = 0;
    for (let k = 1; k < values.length; k++) if (Math.abs(values[k]!) > Math.abs(values[best]!)) best = k;
    if (values[best] !== 0) nearest.add(best);
  }
  return nearest.size;
}

interface Detection {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

/** How well a code that fires, with the sign of its match, tells that the factor is present: counts over all rows. */
function detect(factor: Float64Array, code: Float64Array, sign: number): Detection {
  let [present, firing, both] = [0, 0, 0];
  for (let i = 0; i < factor.length; i++) {
    const [isPresent, isFiring] = [factor[i] !== 0, sign * code[i]! > 0];
    if (isPresent) present++;
    if (isFiring) firing++;
    if (isPresent && isFiring) both++;
  }
  const share = (total: number) => (total === 0 ? 0 : both / total);
  return { precision: share(firing), recall: share(present), f1: present + firing === 0 ? 0 : (2 * both) / (present + firing) };
}

/** Means over all factors; a factor without a code counts 0. */
function meanDetection({ factors, codes }: Arrays, { rows, columns }: Assignment, cosine: Matrix): Detection {
  const sums = { precision: 0, recall: 0, f1: 0 };
  rows.forEach((factor, k) => {
    const code = columns[k]!;
    const sign = cosine.data[code * cosine.rows + factor]! < 0 ? -1 : 1;
    const found = detect(column(factors, factor), column(codes, code), sign);
    for (const part of ['precision', 'recall', 'f1'] as const) sums[part] += found[part] / factors.columns;
  });
  return sums;
}

/**
 * Mean absolute cosine of true directions with those of a submitted dictionary under the best one-to-one matching: over all true
 * directions (`coverage`) and over the matched ones. Beside it the share of true directions that are the nearest one of some
 * submitted direction (`uniqueness`), and precision, recall and F1 of “the code fires” as a detector of “the factor is present”.
 *
 * Source: as used for sparse autoencoders on synthetic data, for example by Chanin and Garriga-Alonso, arXiv 2602.14687, 2026;
 * uniqueness is relative to min(N, m) here, so that a dictionary with room to spare can reach 1.
 */
export function computeSaeMcc(arrays: Arrays, structure: StructurePair | undefined): MetricResult {
  if (!structure) return refuse('no-dictionary', 'No dictionary was submitted.');
  const [atoms, m] = [structure.truth.rows, structure.submitted.rows];
  if (m !== arrays.codes.columns)
    return refuse('other-number-of-codes', `The dictionary has ${m} directions and there are ${arrays.codes.columns} codes.`);
  const cosine = cosines(structure);
  const assignment = assignMaximum({ ...cosine, data: cosine.data.map(Math.abs) });
  const smaller = Math.min(atoms, m);
  const coverage = Math.min(1, assignment.total / atoms);
  const parts = {
    coverage,
    matched: Math.min(1, assignment.total / smaller),
    uniqueness: nearestAtoms(cosine) / smaller,
    ...meanDetection(arrays, assignment, cosine),
  };
  return { score: coverage, parts, diagnostics: [] };
}
