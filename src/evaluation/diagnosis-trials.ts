import { drawCell, resolveCell, type Cell } from '../suite/cell.ts';
import type { Dgp } from '../suite/dgps/dgp.ts';
import { equicorrelatedGaussian } from '../suite/dgps/equicorrelated-gaussian/index.ts';
import { independentGaussian } from '../suite/dgps/independent-gaussian/index.ts';
import { independentNonGaussian } from '../suite/dgps/independent-non-gaussian/index.ts';
import { linearScm } from '../suite/dgps/linear-scm/index.ts';
import { additiveNoise } from '../suite/geometries/additive-noise/index.ts';
import { denseLinear } from '../suite/geometries/dense-linear/index.ts';
import { disjointGroups } from '../suite/geometries/disjoint-groups/index.ts';
import { elementwiseNonlinear } from '../suite/geometries/elementwise-nonlinear/index.ts';
import { gaussianNoise } from '../suite/geometries/gaussian-noise/index.ts';
import type { Geometry } from '../suite/geometries/geometry.ts';
import { overcompleteCopies } from '../suite/geometries/overcomplete-copies/index.ts';
import { overcompleteLinear } from '../suite/geometries/overcomplete-linear/index.ts';
import { overcompleteNonlinear } from '../suite/geometries/overcomplete-nonlinear/index.ts';
import { permutationScale } from '../suite/geometries/permutation-scale/index.ts';
import { randomRotation } from '../suite/geometries/random-rotation/index.ts';
import { superposition } from '../suite/geometries/superposition/index.ts';
import { undercomplete } from '../suite/geometries/undercomplete/index.ts';
import { uniformNoise } from '../suite/geometries/uniform-noise/index.ts';
import { untrainedNetwork } from '../suite/geometries/untrained-network/index.ts';
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
const FACTORS: readonly (readonly [Dgp, ParameterValues])[] = [
  [independentGaussian, {}],
  [equicorrelatedGaussian, { rho: 0.2 }],
  [equicorrelatedGaussian, { rho: 0.5 }],
  [independentNonGaussian, {}],
  [linearScm, {}],
];

/** The weakest nonlinearity and the least noise that are asked for are among them. */
const CODES: readonly (readonly [Geometry, ParameterValues])[] = [
  [permutationScale, {}],
  [elementwiseNonlinear, { alpha: 0.2 }],
  [elementwiseNonlinear, { alpha: 1 }],
  [denseLinear, {}],
  [undercomplete, {}],
  [overcompleteCopies, {}],
  [overcompleteNonlinear, {}],
  [overcompleteLinear, {}],
  [disjointGroups, {}],
  [disjointGroups, { k: 3 }],
  [gaussianNoise, {}],
  [uniformNoise, {}],
  [randomRotation, {}],
  [additiveNoise, { snr: 20 }],
  [additiveNoise, { snr: 1 }],
  [superposition, {}],
  [untrainedNetwork, {}],
];

/** What a geometry is by construction, as a diagnosis ought to say it. Codes that know nothing have no dimension. */
function expectedLabel({ relation }: Geometry, { d, m }: Pick<Cell, 'd' | 'm'>): string {
  const dimension = m < d ? 'under' : m > d ? 'over' : 'matched';
  return diagnosisLabel({ geometry: relation, dimension: relation === 'null' ? null : dimension });
}

/** A diagnosis in a word or two; `ambiguous` and `null` have no dimension. */
export function diagnosisLabel({ geometry, dimension }: Pick<Diagnosis, 'geometry' | 'dimension'>): string {
  return dimension === null || geometry === 'ambiguous' ? geometry : `${geometry}, ${dimension}`;
}

/** Every trial, in order. */
export function listDiagnosisTrials(): DiagnosisTrial[] {
  return FACTOR_COUNTS.flatMap((d) =>
    FACTORS.flatMap(([{ id: dgp }, ofDgp]) =>
      CODES.map(([geometry, ofGeometry]) => {
        const parameters = { ...ofDgp, ...ofGeometry };
        const cell = resolveCell({ dgp, geometry: geometry.id, n: TRIAL_ROWS, d, parameters });
        return { dgp, geometry: geometry.id, d, parameters, expected: expectedLabel(geometry, cell) };
      }),
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
