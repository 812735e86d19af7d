import { ln } from '../../core/mathematics.ts';
import { column, type Matrix } from '../../core/matrix.ts';
import type { Labels } from '../../core/statistics/nearest-neighbour-information.ts';
import { constantColumnDiagnostics } from '../constant-columns.ts';
import type { MetricGroup } from '../metric-group.ts';
import type { MetricResult } from '../metric.ts';
import type { PairedData } from '../paired-data.ts';
import { codeAxes } from './code-axes.ts';
import { refuseInfomec } from '../families/infomec/infomec-check.ts';
import { fitLogisticRegression } from './logistic-regression.ts';
import { sharedLabels } from '../families/infomec/normalised-information.ts';

/** Keeps the logarithm finite in the entropy of the definition. */
const ENTROPY_OFFSET = 1e-12;

/** n rows of axes followed by the constant 1, one row after the other, and one unused entry. */
function designRows(axes: Matrix): { inputs: Float64Array; width: number } {
  const { rows, columns } = axes;
  const width = columns + 1;
  const inputs = new Float64Array(rows * width + 1).fill(1);
  for (let j = 0; j < columns; j++) {
    const axis = column(axes, j);
    for (let i = 0; i < rows; i++) inputs[i * width + j] = axis[i]!;
  }
  return { inputs, width };
}

function classEntropy({ labels, counts }: Labels): number {
  let entropy = 0;
  for (const count of counts) entropy -= (count / labels.length) * ln(count / labels.length + ENTROPY_OFFSET);
  return entropy;
}

/**
 * InfoE (explicitness): for each factor, cut into at most 20 classes, the share of its entropy that multinomial logistic regression on the
 * standardised codes explains, (H − log loss) / H clipped to [0, 1]; the score is the mean over the factors that vary.
 *
 * In sample; classes weigh equally in the fit, not in the log loss; the L2 penalty is ½‖W‖² with C = 1, so that even perfect codes stay well below
 * 1 (0.36 at n = 1000, 0.6 at 10,000: compare equal n only). Fitted to convergence, where the reference stops after 100 steps: its value
 * differs by up to 0.01. Invariant to scale and shift of each code. Null for fewer than 40 rows and where every
 * factor is constant.
 *
 * Source: Hsu, Dorrell, Whittington, Wu and Finn, "Disentanglement via latent quantization", NeurIPS 2023, section 5.
 */
function computeInfoe(data: PairedData): MetricResult {
  const refusal = refuseInfomec(data);
  if (refusal) return refusal;
  const design = designRows(codeAxes(data.codes));
  const diagnostics = constantColumnDiagnostics(data);
  const perFactor: (number | null)[] = [];
  const logLosses: (number | null)[] = [];
  const entropies: (number | null)[] = [];
  for (let j = 0; j < data.d; j++) {
    const factor = sharedLabels(data)[j]!;
    const { labels, counts } = factor;
    if (data.factors.summaries[j]!.constant || counts.length < 2) {
      perFactor.push(null);
      logLosses.push(null);
      entropies.push(null);
      continue;
    }
    const classWeights = Float64Array.from(counts, (count) => data.n / (counts.length * count));
    const { logLoss, converged } = fitLogisticRegression({ ...design, labels, classCount: counts.length, classWeights });
    const entropy = classEntropy(factor);
    perFactor.push(Math.min(1, Math.max(0, (entropy - logLoss) / entropy)));
    logLosses.push(logLoss);
    entropies.push(entropy);
    if (!converged)
      diagnostics.push({ code: 'not-converged', message: `The fit of factor ${j} (counted from 0) did not converge.` });
  }
  const scores = perFactor.filter((score) => score !== null);
  return {
    score: scores.reduce((sum, score) => sum + score, 0) / scores.length,
    parts: { per_factor: perFactor, entropy: entropies, log_loss: logLosses, factors_used: scores.length },
    diagnostics,
  };
}

/** Explicitness by logistic regression. */
export const infoe: MetricGroup<'infoe'> = { keys: ['infoe'], compute: (data) => ({ infoe: computeInfoe(data) }) };
