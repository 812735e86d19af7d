import type { MetricKey } from '../metrics/catalogue.ts';
import { DGPS } from '../suite/dgps/catalogue.ts';
import { sweep, type Experiment, type ExperimentSetting } from './experiment.ts';
import { independentGaussian } from '../suite/dgps/independent-gaussian/index.ts';
import { equicorrelatedGaussian } from '../suite/dgps/equicorrelated-gaussian/index.ts';
import { functionalRedundancy } from '../suite/dgps/functional-redundancy/index.ts';
import { jointRedundancy } from '../suite/dgps/joint-redundancy/index.ts';
import { permutationScale } from '../suite/geometries/permutation-scale/index.ts';
import { elementwiseNonlinear } from '../suite/geometries/elementwise-nonlinear/index.ts';
import { denseLinear } from '../suite/geometries/dense-linear/index.ts';
import { undercomplete } from '../suite/geometries/undercomplete/index.ts';
import { gaussianNoise } from '../suite/geometries/gaussian-noise/index.ts';
import { uniformNoise } from '../suite/geometries/uniform-noise/index.ts';
import { randomRotation } from '../suite/geometries/random-rotation/index.ts';
import { untrainedNetwork } from '../suite/geometries/untrained-network/index.ts';

const N = 1000;

const PANEL: readonly MetricKey[] = [
  'mcc_pearson',
  'mcc_spearman',
  'mcc_rdc_centred',
  'r2',
  'mig',
  'dci_d',
  'dci_c',
  'dci_i',
  'infom',
  'infom_corrected',
  'infoc_corrected',
  'tmex',
  'tmex_controlled',
];

/** Metrics that are quick for hundreds of codes. */
const WIDE_PANEL: readonly MetricKey[] = ['mcc_pearson', 'mcc_spearman', 'mcc_crossfit', 'r2', 'mig', 'infom', 'tmex'];
const CORRELATION_PANEL: readonly MetricKey[] = ['mcc_pearson', 'mcc_spearman', 'mcc_crossfit'];

function keptFactors(dgp: string, r: number, m: number): ExperimentSetting {
  const d = 10;
  const cell = { dgp, n: N, d, parameters: { r } };
  const request = m === d ? { ...cell, geometry: permutationScale.id } : { ...cell, geometry: undercomplete.id, m };
  return { panel: dgp, at: { r, m }, request };
}

/** Noise codes for one ratio of codes to rows, where that is a whole number of codes. */
function noiseAtRatio(panel: string, n: number, d: number, ratios: readonly number[]): ExperimentSetting[] {
  return ratios
    .map((ratio) => ({ ratio, m: Math.round(ratio * n) }))
    .filter(({ ratio, m }) => m >= 1 && m <= 1000 && Math.abs(m - ratio * n) < 1e-9)
    .map(({ ratio, m }) => ({
      panel,
      at: { n, d, m_over_n: ratio },
      request: { dgp: independentGaussian.id, geometry: gaussianNoise.id, n, d, m },
    }));
}

const RATIOS = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2];

/** Sweeps of the paper without published numbers, with our functions and all rows scored. */
export const OWN_EXPERIMENTS: readonly Experiment[] = [
  {
    id: 'correlation-and-conditioning',
    title: 'Correlation × conditioning of a dense mix',
    description:
      'A dense mix of correlated factors: the condition number κ of the mix against the correlation ρ. No code is a factor, so no elementwise score should come near 1.',
    published: null,
    holdout: 0,
    metrics: PANEL,
    settings: [-0.2, 0, 0.3, 0.6, 0.9].flatMap((rho) =>
      [1, 3, 10, 30, 100].map((kappa) => ({
        panel: denseLinear.id,
        at: { rho, kappa },
        request: { dgp: equicorrelatedGaussian.id, geometry: denseLinear.id, n: N, d: 5, parameters: { rho, kappa } },
      })),
    ),
  },
  {
    id: 'predictability-and-disentanglement',
    title: 'Predictability against disentanglement',
    description:
      'Codes that are predictable but entangled, disentangled but not linear, both, or neither; and a dropped factor that another one predicts better or worse. A metric speaks of one of the two properties and should not follow the other.',
    published: null,
    holdout: 0,
    metrics: PANEL,
    settings: [
      ...DGPS.filter(({ inPaper }) => inPaper).flatMap(({ id: dgp }) =>
        [permutationScale.id, elementwiseNonlinear.id, denseLinear.id, randomRotation.id, untrainedNetwork.id].map((encoder) => ({
          panel: 'encoders',
          at: { dgp, encoder },
          request: { dgp, geometry: encoder, n: N, d: 5 },
        })),
      ),
      ...sweep('dropped', 'noise', [0, 0.1, 0.25, 0.5, 1, 2], (noise) => ({
        dgp: functionalRedundancy.id,
        geometry: undercomplete.id,
        n: N,
        d: 5,
        m: 4,
        parameters: { noise },
      })),
    ],
  },
  {
    id: 'redundancy-and-compression',
    title: 'Redundancy × compression',
    description:
      'Ten factors of which r follow from others, of which codes keep m: how many may be dropped without loss, and whether a metric tells lossless from lossy.',
    published: null,
    holdout: 0,
    metrics: PANEL,
    settings: [functionalRedundancy.id, jointRedundancy.id].flatMap((dgp) =>
      [1, 2, 4].flatMap((r) => [10, 9, 8, 6].map((m) => keptFactors(dgp, r, m))),
    ),
  },
  {
    id: 'null-inflation',
    title: 'Scores of noise',
    description: 'Codes know nothing of the factors; every score above 0 is inflation by the number of codes.',
    published: null,
    holdout: 0,
    metrics: WIDE_PANEL,
    settings: [gaussianNoise.id, uniformNoise.id].flatMap((geometry) =>
      sweep(geometry, 'm', [5, 10, 20, 50, 200], (m) => ({ dgp: independentGaussian.id, geometry, n: N, d: 5, m })),
    ),
  },
  {
    id: 'codes-per-row',
    title: 'Codes per row',
    description:
      'Scores of noise over rows and codes: a diagram over n and m/n, and its collapse, whether the ratio m/n alone decides, whatever the number of factors.',
    published: null,
    holdout: 0,
    metrics: CORRELATION_PANEL,
    settings: [
      ...[50, 100, 200, 500, 1000].flatMap((n) => noiseAtRatio('diagram', n, 5, RATIOS)),
      ...[2, 10, 20].flatMap((d) => noiseAtRatio('collapse', 500, d, RATIOS)),
    ],
  },
];
