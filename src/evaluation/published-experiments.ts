import type { MetricKey } from '../metrics/catalogue.ts';
import { DGPS } from '../suite/dgps/catalogue.ts';
import type { Geometry } from '../suite/geometries/geometry.ts';
import { asInThePaper, sweep, type Experiment, type ExperimentSetting } from './experiment.ts';
import { independentGaussian } from '../suite/dgps/independent-gaussian/index.ts';
import { equicorrelatedGaussian } from '../suite/dgps/equicorrelated-gaussian/index.ts';
import { permutationScale } from '../suite/geometries/permutation-scale/index.ts';
import { elementwiseNonlinear } from '../suite/geometries/elementwise-nonlinear/index.ts';
import { denseLinear } from '../suite/geometries/dense-linear/index.ts';
import { undercomplete } from '../suite/geometries/undercomplete/index.ts';
import { overcompleteCopies } from '../suite/geometries/overcomplete-copies/index.ts';
import { overcompleteNonlinear } from '../suite/geometries/overcomplete-nonlinear/index.ts';
import { overcompleteLinear } from '../suite/geometries/overcomplete-linear/index.ts';
import { disjointGroups } from '../suite/geometries/disjoint-groups/index.ts';

/** Share of the rows that the paper scores. */
const HOLDOUT = 0.2;

/** What the paper's figures show. Its R² has no intercept. */
const PANEL: readonly MetricKey[] = ['mcc_pearson', 'mcc_spearman', 'mcc_rdc', 'r2_origin', 'mig', 'dci_d', 'infom', 'tmex'];
const RATIO_PANEL: readonly MetricKey[] = ['mcc_pearson', 'mcc_spearman', 'r2_origin', 'dci_d'];
const WHOLE_PANEL: readonly MetricKey[] = [...PANEL, 'dci_c', 'dci_i', 'infoc', 'infoe'];

const PAPER_DGPS = DGPS.filter(({ inPaper }) => inPaper).map(({ id }) => id);
const N = 1000;

/** Experiments whose numbers were published, as they were run there: its functions, and a fifth of the rows scored. */
function inThePaper(experiment: Omit<Experiment, 'holdout'>): Experiment {
  const settings = experiment.settings.map((setting) => ({ ...setting, request: asInThePaper(setting.request) }));
  return { ...experiment, holdout: HOLDOUT, settings };
}

const STRENGTHS = [0, 0.005, 0.01, 0.02, 0.03, 0.05, 0.08, 0.1, 0.2, 0.3, 0.5, 0.7, 1];
const CORRELATIONS = [
  -0.99, -0.9, -0.8, -0.7, -0.6, -0.5, -0.4, -0.3, -0.2, -0.1, 0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.99,
];

/** Codes that keep m of d factors: undercomplete below d, permuted and scaled at d. */
function keptFactors(dgp: string, n: number, d: number, m: number) {
  return m === d ? { dgp, geometry: permutationScale.id, n, d } : { dgp, geometry: undercomplete.id, n, d, m };
}

function correlationPanel(d: number, n: number, geometry: string): ExperimentSetting[] {
  return sweep(`d${d}_${geometry}`, 'correlation', CORRELATIONS, (rho) =>
    rho > -1 / (d - 1) ? { dgp: equicorrelatedGaussian.id, geometry, n, d, parameters: { rho } } : undefined,
  );
}

function ratioPanel({ id: geometry, codesPerFactor }: Geometry, ratios: readonly number[]): ExperimentSetting[] {
  const cell = { dgp: independentGaussian.id, geometry, n: N, d: 5 };
  return sweep(`ratio_${geometry}`, 'm_over_d', ratios, (ratio) =>
    codesPerFactor === undefined
      ? { ...cell, m: Math.round(ratio * cell.d) }
      : { ...cell, parameters: { [codesPerFactor]: ratio } },
  );
}

function encodingPanel(dgps: readonly string[], d: number): ExperimentSetting[] {
  return dgps.flatMap((dgp) =>
    [permutationScale.id, overcompleteCopies.id, overcompleteNonlinear.id, disjointGroups.id].map((encoder) => ({
      panel: `d${d}`,
      at: { dgp, encoder },
      request: { dgp, geometry: encoder, n: N, d },
    })),
  );
}

/** The sweeps of Joshi et al. 2026 whose means and intervals were published. */
export const PUBLISHED_EXPERIMENTS: readonly Experiment[] = [
  {
    id: 'dgp-invariance',
    title: 'Invariance across data-generating processes',
    description: 'Codes are permuted and scaled factors throughout, so that every score should be 1 whatever the process.',
    published: 'exp01',
    metrics: PANEL,
    settings: [5, 10, 20].flatMap((d) =>
      sweep(`d${d}`, 'dgp', PAPER_DGPS, (dgp) => ({ dgp, geometry: permutationScale.id, n: N, d })),
    ),
  },
  {
    id: 'nonlinearity',
    title: 'Strength of elementwise nonlinearity',
    description:
      'Each code goes from a scaled factor (α = 0) to a nonlinear function of it (α = 1). A metric for elementwise recovery stays at 1 as far as the functions are invertible.',
    published: 'exp02',
    metrics: PANEL,
    settings: [5, 10].flatMap((d) =>
      sweep(`d${d}`, 'nonlinearity_strength', STRENGTHS, (alpha) => ({
        dgp: independentGaussian.id,
        geometry: elementwiseNonlinear.id,
        n: N,
        d,
        parameters: { alpha },
      })),
    ),
  },
  {
    id: 'correlation',
    title: 'Sign and size of the correlation between factors',
    description:
      'Permuted and scaled factors (E1), which should score 1 at every ρ, and a dense mix (E3), whose score should not follow ρ.',
    published: 'exp03',
    metrics: PANEL,
    settings: [[2, 100] as const, [5, N] as const, [10, N] as const].flatMap(([d, n]) =>
      [permutationScale.id, denseLinear.id].flatMap((geometry) => correlationPanel(d, n, geometry)),
    ),
  },
  {
    id: 'dropped-factors',
    title: 'Dropped factors',
    description:
      'Codes keep m of d factors: fewer and fewer codes of ten factors (a), and three codes of more and more factors (b).',
    published: 'exp06',
    metrics: PANEL,
    settings: [
      ...PAPER_DGPS.flatMap((dgp) => sweep(`a_${dgp}`, 'm', [10, 9, 8, 7, 6, 5, 4, 3, 2, 1], (m) => keptFactors(dgp, N, 10, m))),
      ...[independentGaussian.id, equicorrelatedGaussian.id].flatMap((dgp) =>
        sweep(`b_${dgp}`, 'd', [3, 4, 5, 6, 7, 8, 9, 10, 11], (d) => keptFactors(dgp, N, d, 3)),
      ),
    ],
  },
  {
    id: 'encoding-type',
    title: 'Type of encoding',
    description: 'Four ways to recover every factor: one code each, copies, several nonlinear codes, and sine with cosine.',
    published: 'exp08',
    metrics: PANEL,
    settings: [...encodingPanel(PAPER_DGPS, 5), ...encodingPanel([independentGaussian.id], 20)],
  },
  {
    id: 'overcompleteness',
    title: 'More codes than factors',
    description: 'Ever more codes per factor: copies, nonlinear codes, a dense mix, and codes that share out a factor.',
    published: 'exp08',
    metrics: RATIO_PANEL,
    settings: [
      ...[permutationScale, denseLinear].flatMap((geometry) => ratioPanel(geometry, [1])),
      ...[overcompleteCopies, overcompleteNonlinear, overcompleteLinear].flatMap((geometry) =>
        ratioPanel(geometry, [1.6, 2, 3, 5, 10]),
      ),
      ...ratioPanel(disjointGroups, [2, 3, 5, 10]),
    ],
  },
  {
    id: 'sample-size',
    title: 'Sample size',
    description: 'The same codes measured on more and more rows: a score that moves with n measures n.',
    published: 'exp10',
    metrics: PANEL,
    settings: PAPER_DGPS.flatMap((dgp) =>
      [permutationScale.id, elementwiseNonlinear.id, denseLinear.id, overcompleteLinear.id].flatMap((geometry) =>
        sweep(`${dgp}_${geometry}`, 'n', [50, 100, 200, 500, 1000, 2000, 5000], (n) => ({ dgp, geometry, n, d: 5 })),
      ),
    ),
  },
  {
    id: 'codes-or-factors-per-row',
    title: 'Codes per row apart from factors per row',
    description: 'Codes that keep m of ten factors: m varies at fixed n (a), and n varies at fixed m (b).',
    published: 'exp14',
    metrics: WHOLE_PANEL,
    settings: [
      ...sweep('a', 'm', [1, 3, 5, 7, 9], (m) => keptFactors(independentGaussian.id, N, 10, m)),
      ...sweep('b', 'n', [2000, 1000, 500, 200, 100, 50], (n) => keptFactors(independentGaussian.id, n, 10, 5)),
    ],
  },
].map(inThePaper);
