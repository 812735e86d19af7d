import { drawCell, resolveCell } from '../suite/cell.ts';
import type { ParameterValues } from '../suite/parameters.ts';
import { diagnose, type Diagnosis } from './diagnosis.ts';
import type { DiagnosisTally } from './documents/statistics.ts';

/** A geometry of the suite whose place in the taxonomy is known, on factors that leave it identifiable. */
export interface DiagnosisTrial {
  readonly dgp: string;
  readonly geometry: string;
  readonly d: number;
  readonly parameters: ParameterValues;
  /** As `diagnosisLabel` words it. */
  readonly expected: string;
}

export type { DiagnosisTally };

/** Rows of a trial: those of an evaluation. */
export const TRIAL_ROWS = 20_000;

const FACTOR_COUNTS = [5, 10];

/** Factors without relations that determine one another; equicorrelation up to 0.5. */
const DGPS: readonly (readonly [string, ParameterValues])[] = [
  ['D1', {}],
  ['D2', { rho: 0.2 }],
  ['D2', { rho: 0.5 }],
  ['D5', {}],
  ['D7', {}],
];

/** The weakest nonlinearity and the least noise that are asked for are among them. */
const GEOMETRIES: readonly (readonly [string, ParameterValues, string])[] = [
  ['E1', {}, 'elementwise-affine, matched'],
  ['E2', { alpha: 0.2 }, 'elementwise-monotone, matched'],
  ['E2', { alpha: 1 }, 'elementwise-monotone, matched'],
  ['E3', {}, 'linear-entangled, matched'],
  ['E4', {}, 'elementwise-affine, under'],
  ['E5', {}, 'elementwise-affine, over'],
  ['E6', {}, 'elementwise-monotone, over'],
  ['E7', {}, 'linear-entangled, over'],
  ['E8', {}, 'groups, over'],
  ['E8', { k: 3 }, 'groups, over'],
  ['E9', {}, 'null'],
  ['E10', {}, 'null'],
  ['E11', {}, 'linear-entangled, matched'],
  ['E12', { snr: 20 }, 'noisy, matched'],
  ['E12', { snr: 1 }, 'noisy, matched'],
  ['E13', {}, 'linear-entangled, under'],
  ['E14', {}, 'nonlinear-entangled, matched'],
];

/** A diagnosis in a word or two; `ambiguous` and `null` have no dimension. */
export function diagnosisLabel({ geometry, dimension }: Pick<Diagnosis, 'geometry' | 'dimension'>): string {
  return dimension === null || geometry === 'ambiguous' ? geometry : `${geometry}, ${dimension}`;
}

/** Every trial, in order. */
export function listDiagnosisTrials(): DiagnosisTrial[] {
  return FACTOR_COUNTS.flatMap((d) =>
    DGPS.flatMap(([dgp, ofDgp]) =>
      GEOMETRIES.map(([geometry, ofGeometry, expected]) => ({
        dgp,
        geometry,
        d,
        parameters: { ...ofDgp, ...ofGeometry },
        expected,
      })),
    ),
  );
}

/** Draws one trial and diagnoses it. */
export function runDiagnosisTrial({ dgp, geometry, d, parameters }: DiagnosisTrial, seed: number): string {
  const { factors, codes } = drawCell(resolveCell({ dgp, geometry, n: TRIAL_ROWS, d, parameters }), seed);
  const diagnosis = diagnose(factors, codes);
  if (diagnosis === null) throw new RangeError(`a trial with d = ${d} is beyond the bounds of a diagnosis`);
  return diagnosisLabel(diagnosis);
}

/** How often each label was found for each truth, with the shares that matter. */
export interface Confusion {
  /** Labels, in the order in which they first occur as truths, then as findings. */
  readonly labels: readonly string[];
  readonly rows: readonly { readonly expected: string; readonly counts: readonly number[] }[];
  readonly right: number;
  readonly ambiguous: number;
  readonly total: number;
}

/** Adds trials up to a confusion matrix. */
export function confuse(tallies: readonly DiagnosisTally[]): Confusion {
  const truths = [...new Set(tallies.map(({ expected }) => expected))];
  const labels = [...new Set([...truths, ...tallies.flatMap(({ found }) => found)])];
  const pairs = tallies.flatMap(({ expected, found }) => found.map((label) => ({ expected, label })));
  const rows = truths.map((expected) => ({
    expected,
    counts: labels.map((label) => pairs.filter((pair) => pair.expected === expected && pair.label === label).length),
  }));
  return {
    labels,
    rows,
    right: pairs.filter(({ expected, label }) => expected === label).length,
    ambiguous: pairs.filter(({ label }) => label === 'ambiguous').length,
    total: pairs.length,
  };
}
