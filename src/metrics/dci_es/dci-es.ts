import { RandomStream } from '../../core/random/stream.ts';
import { constantColumnDiagnostics } from '../constant-columns.ts';
import type { MetricGroup } from '../metric-group.ts';
import { refuse, type MetricOptions, type MetricResult } from '../metric.ts';
import type { PairedData } from '../paired-data.ts';
import type { RowSplit } from '../row-split.ts';
import { lossCurves } from './random-feature-probe.ts';

/** Rows to fit on and to score on, at most: they bound the cost. */
const FIT_ROWS = 2000;
const SCORE_ROWS = 4000;

const MINIMUM_ROWS = 40;

/** A factor whose variance no probe explains to this share is not held, and nothing of it is explicit. */
const LEAST_EXPLAINED = 0.05;

function drawRows(n: number, { seed = 0, trainRows }: MetricOptions): RowSplit {
  const order = new RandomStream('custodes/metric', seed, 'dci_es', 'rows').permutation(n);
  const isTrain = new Uint8Array(n);
  for (const row of trainRows === undefined ? order.subarray(0, Math.floor(n / 2)) : Int32Array.from(trainRows)) isTrain[row] = 1;
  return {
    train: order.filter((row) => isTrain[row] === 1).slice(0, FIT_ROWS),
    test: order.filter((row) => isTrain[row] === 0).slice(0, SCORE_ROWS),
  };
}

/**
 * Explicitness of a curve of losses at equally spaced capacities: 1 less the area between the curve (its lowest value so far) and its lowest value,
 * over the area under a straight line from the baseline's loss, 1, to that value. 1 where the least capacity does as well as any, 0 for a straight line.
 */
export function explicitness(losses: readonly number[]): number {
  const curve = losses.map((_, k) => Math.min(...losses.slice(0, k + 1), 1));
  const lowest = curve.at(-1)!;
  if (1 - lowest < LEAST_EXPLAINED) return 0;
  let area = 0;
  for (let k = 1; k < curve.length; k++) area += (curve[k - 1]! + curve[k]!) / 2 - lowest;
  return 1 - area / (((curve.length - 1) * (1 - lowest)) / 2);
}

/**
 * Explicitness and size, the two that DCI-ES adds to DCI. Explicitness, the score: for each factor how early a probe of growing capacity reaches its lowest
 * loss on new rows, the mean over the factors that vary, clipped to [0, 1]. `size` is d / m, at most 1.
 *
 * The probe is least squares on the standardised codes and 0, 8, 16 … 128 random Fourier features of them; capacity is the step. A factor that no probe
 * explains to 5% has explicitness 0, where the area of a flat curve would give 1. The score is null for fewer than 40 rows and where every factor is constant.
 *
 * Source: Eastwood, Nicolicioiu, von Kügelgen, Kekić, Träuble, Dittadi and Schölkopf, "DCI-ES: An extended disentanglement framework with connections to
 * identifiability", ICLR 2023, section 4.
 */
function computeDciEs(data: PairedData, options: MetricOptions): MetricResult {
  const rows = drawRows(data.n, options);
  if (data.n < MINIMUM_ROWS || rows.train.length < MINIMUM_ROWS / 2 || rows.test.length < 2)
    return refuse('too-few-rows', `Fitting and scoring need at least ${MINIMUM_ROWS} rows; there are ${data.n}.`);
  if (data.factors.columnsWhere(false).length === 0)
    return refuse('constant-factors', 'Every factor is constant: there is nothing to predict.');
  const stream = new RandomStream('custodes/metric', options.seed ?? 0, 'dci_es');
  const curves = lossCurves(data.codes.values, data.factors.values, rows, stream);
  const perFactor = curves.map((losses) => (losses === null ? null : explicitness(losses)));
  const counted = perFactor.filter((value) => value !== null);
  if (counted.length === 0)
    return refuse(
      'constant-factors',
      'Every factor is constant on the rows that are fitted or scored: there is nothing to predict.',
    );
  const mean = counted.reduce((sum, value) => sum + value, 0) / counted.length;
  return {
    score: Math.min(1, Math.max(0, mean)),
    parts: { explicitness: mean, size: Math.min(1, data.d / data.m), per_factor: perFactor, loss_curves: curves },
    diagnostics: constantColumnDiagnostics(data),
  };
}

/** Explicitness and size of DCI-ES. */
export const dciEs: MetricGroup<'dci_es'> = {
  keys: ['dci_es'],
  compute: (data, options) => ({ dci_es: computeDciEs(data, options) }),
};
