import type { FactorBlocks } from '../../core/factor-blocks.ts';
import { RandomStream } from '../../core/random/stream.ts';
import { constantColumnDiagnostics } from '../constant-columns.ts';
import type { MetricGroup } from '../metric-group.ts';
import { refuse, type MetricOptions, type MetricResult } from '../metric.ts';
import type { PairedData } from '../paired-data.ts';
import type { RowSplit } from '../row-split.ts';
import { fitBlocks } from './block-isolation.ts';
import { clippedMean, kernelRegression } from './kernel-regression.ts';

/** Rows to fit on and to score on, at most: solving grows with the cube of the first. */
const FIT_ROWS = 2000;
const SCORE_ROWS = 4000;

/** Fewer leave nothing to choose the width on. */
const MINIMUM_ROWS = 40;

/**
 * At most 2,000 rows to fit on and 4,000 others to score on, drawn from the stream `('custodes/metric', seed, 'r2_kernel')`; half of
 * the rows to fit on where there are fewer than 4,000. With `trainRows` the rows to fit on are drawn from these.
 */
export function drawKernelRows(n: number, { seed = 0, trainRows }: MetricOptions): RowSplit {
  const order = new RandomStream('custodes/metric', seed, 'r2_kernel').permutation(n);
  if (trainRows === undefined) {
    const fit = Math.min(FIT_ROWS, Math.floor(n / 2));
    return { train: order.slice(0, fit), test: order.slice(fit, fit + SCORE_ROWS) };
  }
  const isTrain = new Uint8Array(n);
  for (let k = 0; k < trainRows.length; k++) isTrain[trainRows[k]!] = 1;
  return {
    train: order.filter((row) => isTrain[row] === 1).slice(0, FIT_ROWS),
    test: order.filter((row) => isTrain[row] === 0).slice(0, SCORE_ROWS),
  };
}

/**
 * Share of each factor's variance that a smooth function of all codes together explains, on rows that it was not fitted on: kernel
 * ridge regression with a Gaussian kernel; the score is the mean over the factors that vary, each clipped to [0, 1].
 *
 * Standardised codes, width and penalty chosen on the rows to fit on from the grids of `kernel-regression.ts`. It says whether the codes hold
 * the factors at all, in any entangled form, as a guarantee up to blocks asks; heavy-tailed or very wiggly codes defeat the one width. The
 * score is null for fewer than 40 rows and where every factor is constant.
 *
 * With `blocks` each block has a regression of its own, and the parts say besides how well the codes isolate the content: see
 * `block-isolation.ts`.
 *
 * Source: used so by von Kügelgen, Sharma, Gresele and others, "Self-supervised learning with data augmentations provably isolates content from
 * style", NeurIPS 2021, section 5.
 */
function computeKernelR2(data: PairedData, options: MetricOptions): MetricResult {
  const rows = drawKernelRows(data.n, options);
  if (data.n < MINIMUM_ROWS || rows.train.length < MINIMUM_ROWS / 2 || rows.test.length < 2)
    return refuse('too-few-rows', `Fitting and scoring need at least ${MINIMUM_ROWS} rows; there are ${data.n}.`);
  const { explained, parts } = options.blocks ? explainBlocks(data, options.blocks, rows) : explainAll(data, rows);
  const score = clippedMean(explained);
  if (score === null) return refuse('constant-factors', 'Every factor is constant: there is nothing to explain.');
  return {
    score,
    parts: { per_factor_unclipped: explained, ...parts, fit_rows: rows.train.length, score_rows: rows.test.length },
    diagnostics: constantColumnDiagnostics(data),
  };
}

interface Explained {
  /** Per factor, before clipping; null for constant ones. */
  readonly explained: readonly (number | null)[];
  readonly parts: MetricResult['parts'];
}

function explainAll({ codes, factors }: PairedData, rows: RowSplit): Explained {
  const { explained, gamma, penalties } = kernelRegression(codes.values, factors.values, rows);
  return { explained, parts: { gamma, penalties } };
}

function explainBlocks(data: PairedData, blocks: FactorBlocks, rows: RowSplit): Explained {
  const { isolation, fits } = fitBlocks(data, blocks, rows);
  const explained: (number | null)[] = new Array<null>(data.d).fill(null);
  for (const block of ['content', 'style'] as const) blocks[block].forEach((j, k) => (explained[j] = fits[block].explained[k]!));
  return { explained, parts: { ...isolation } };
}

/** R² of the factors given the codes, kernel ridge regression. */
export const r2Kernel: MetricGroup<'r2_kernel'> = {
  keys: ['r2_kernel'],
  compute: (data, options) => ({ r2_kernel: computeKernelR2(data, options) }),
};
