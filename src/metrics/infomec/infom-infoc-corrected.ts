import { RandomStream } from '../../core/random/stream.ts';
import { toRows, zeros, type Matrix } from '../../core/matrix.ts';
import { constantColumnDiagnostics } from '../constant-columns.ts';
import type { MetricGroup } from '../metric-group.ts';
import type { MetricOptions, MetricResult } from '../metric.ts';
import type { PairedData } from '../paired-data.ts';
import { compactnessShare, modularityShare, type InformationShare } from './information-shares.ts';
import { refuseInfomec } from './infomec-check.ts';
import { normalisedInformation, sharedInformation, sharedLabels } from './normalised-information.ts';

/** Null values of information that each factor's noise floor is the largest of. */
const NULL_VALUES = 20;

/**
 * InfoM and InfoC above the noise floor: as `infom` and `infoc`, but without the rule that prunes codes by range, and after each
 * factor's normalised information has been lowered by what permuted codes reach, and rescaled: max(0, (v − f)/(1 − f)), where the
 * floor f is the largest of at least 20 values from codes whose rows were permuted.
 *
 * A code that informs of nothing above the floor takes no part; if none does the score is 0. Invariant to the scale of every code.
 */
function computeCorrected(
  data: PairedData,
  options: MetricOptions,
): { infom_corrected: MetricResult; infoc_corrected: MetricResult } {
  const refusal = refuseInfomec(data);
  if (refusal) return { infom_corrected: refusal, infoc_corrected: refusal };
  const floor = noiseFloor(data, options);
  const information = aboveFloor(sharedInformation(data), floor);
  const everyCode = [...data.codes.summaries.keys()];
  const parts = { nmi: toRows(information), noise_floor: [...floor] };
  const report = (share: InformationShare, name: string): MetricResult => ({
    score: share.score,
    parts: { ...parts, [name]: share.perLine },
    diagnostics: share.perLine.every((line) => line === null)
      ? [
          ...constantColumnDiagnostics(data),
          { code: 'no-information', message: 'No code informs of any factor above noise: the score is 0.' },
        ]
      : constantColumnDiagnostics(data),
  });
  return {
    infom_corrected: report(modularityShare(information, everyCode), 'per_code'),
    infoc_corrected: report(compactnessShare(information, everyCode), 'per_factor'),
  };
}

/** For each factor the largest normalised information that codes with permuted rows reach. */
function noiseFloor(data: PairedData, { seed = 0 }: MetricOptions): Float64Array {
  const floor = new Float64Array(data.d);
  const rounds = Math.ceil(NULL_VALUES / data.m);
  for (let round = 0; round < rounds; round++) {
    const rowOf = new RandomStream('custodes/metric', seed, 'infomec', 'noise floor', round).permutation(data.n);
    const { data: values } = normalisedInformation(sharedLabels(data), data.codes, rowOf);
    for (let k = 0; k < values.length; k++) floor[k % data.d] = Math.max(floor[k % data.d]!, values[k]!);
  }
  return floor;
}

function aboveFloor(information: Matrix, floor: Float64Array): Matrix {
  const raised = zeros(information.rows, information.columns);
  for (let k = 0; k < raised.data.length; k++) {
    const f = floor[k % information.rows]!;
    raised.data[k] = f < 1 ? Math.max(0, (information.data[k]! - f) / (1 - f)) : 0;
  }
  return raised;
}

/** InfoM and InfoC without their noise floor and pruning rule. */
export const infomInfocCorrected: MetricGroup<'infom_corrected' | 'infoc_corrected'> = {
  keys: ['infom_corrected', 'infoc_corrected'],
  compute: computeCorrected,
};
