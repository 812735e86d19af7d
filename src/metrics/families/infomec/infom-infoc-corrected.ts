import { selectRows, toRows, zeros, type Matrix } from '../../../core/matrix.ts';
import { RandomStream } from '../../../core/random/stream.ts';
import { constantColumnDiagnostics } from '../../constant-columns.ts';
import type { MetricGroup } from '../../metric-group.ts';
import type { MetricOptions, MetricResult } from '../../metric.ts';
import { PairedData } from '../../paired-data.ts';
import { repeatedRows, repeatedRowsDiagnostics } from '../../repeated-rows.ts';
import { shareWork } from '../../shared-work.ts';
import { compactnessShare, modularityShare, type InformationShare } from './information-shares.ts';
import { MINIMUM_ROWS, refuseInfomec } from './infomec-check.ts';
import { permutedInformation, sharedInformation, sharedLabels, type PermutedCode } from './normalised-information.ts';

/** Null values of information that each factor's noise floor is the largest of. */
const NULL_VALUES = 20;

/** A code informs, and a factor is informed of, where some information exceeds this multiple of the largest floor. */
const CLEARANCE = 3;

/**
 * InfoM and InfoC above the noise floor: as `infom` and `infoc`, but with another rule for the codes that take part than their range, and after each
 * factor's normalised information v has been lowered by what permuted codes reach, and rescaled: max(0, (v − f)/(1 − f)), where the
 * floor f is the largest of 20 values from codes whose rows were permuted.
 *
 * Only codes take part that inform of some factor at more than three times the largest floor of all, and for InfoC only factors that are informed of so: one entry of a
 * table of noise often exceeds its floor, and would be all that its code has. If no code takes part the score is 0. Invariant to the scale of every code, and to
 * copies of rows, as a bootstrap makes them: each different row counts once, since a copy is a neighbour that tells nothing.
 */
function computeCorrected(
  all: PairedData,
  options: MetricOptions,
): { infom_corrected: MetricResult; infoc_corrected: MetricResult } {
  const refusal = refuseInfomec(all);
  if (refusal) return { infom_corrected: refusal, infoc_corrected: refusal };
  const data = withoutCopies(all);
  const copies = repeatedRowsDiagnostics(
    all,
    data === all ? 'copies are neighbours at distance 0' : `the ${data.n} different rows were measured`,
  );
  const raw = sharedInformation(data);
  const floor = noiseFloor(data, options);
  const { codes, factors } = findInforming(raw, CLEARANCE * Math.max(...floor));
  const information = aboveFloor(raw, floor, new Set(factors));
  const parts = {
    nmi: toRows(information),
    noise_floor: [...floor],
    active_codes: data.codes.summaries.map((_, i) => codes.includes(i)),
  };
  const report = (share: InformationShare, name: string): MetricResult => ({
    score: share.score,
    parts: { ...parts, [name]: share.perLine },
    diagnostics: share.perLine.every((line) => line === null)
      ? [
          ...constantColumnDiagnostics(data),
          ...copies,
          { code: 'no-information', message: 'No code informs of any factor above noise: the score is 0.' },
        ]
      : [...constantColumnDiagnostics(data), ...copies],
  });
  return {
    infom_corrected: report(modularityShare(aboveFloor(raw, floor), codes), 'per_active_code'),
    infoc_corrected: report(compactnessShare(information, codes), 'per_factor'),
  };
}

/** The different rows, where rows were copied and enough are left; else the data themselves. */
const withoutCopies = shareWork((data): PairedData => {
  const { copied, distinct } = repeatedRows(data);
  if (!copied || distinct.length < MINIMUM_ROWS) return data;
  return new PairedData(selectRows(data.factors.values, distinct), selectRows(data.codes.values, distinct));
});

/** Codes that inform, and factors that are informed of, somewhere at more than the threshold. */
function findInforming({ rows: d, columns: m, data }: Matrix, threshold: number): { codes: number[]; factors: number[] } {
  const codes = Array.from({ length: m }, (_, i) => i).filter((i) =>
    data.subarray(i * d, (i + 1) * d).some((value) => value > threshold),
  );
  const factors = Array.from({ length: d }, (_, j) => j).filter((j) => codes.some((i) => data[i * d + j]! > threshold));
  return { codes, factors };
}

/** The codes that vary, in turn, each time in an order of its own. */
function* nullCodes(varying: readonly number[], n: number, seed: number | string): Generator<PermutedCode> {
  for (let k = 0; k < NULL_VALUES; k++) {
    const rowOf = new RandomStream('custodes/metric', seed, 'infomec', 'noise floor', k).permutation(n);
    yield { code: varying[k % varying.length]!, rowOf };
  }
}

/** For each factor the largest normalised information that codes with permuted rows reach, each in an order of its own. */
function noiseFloor(data: PairedData, { seed = 0 }: MetricOptions): Float64Array {
  const varying = data.codes.columnsWhere(false);
  const floor = new Float64Array(data.d);
  if (varying.length === 0) return floor;
  const information = permutedInformation(sharedLabels(data), data.codes, nullCodes(varying, data.n, seed));
  for (let k = 0; k < information.data.length; k++) {
    const j = k % data.d;
    floor[j] = Math.max(floor[j]!, information.data[k]!);
  }
  return floor;
}

/** Information above each factor's floor; 0 for factors that are not in `factors`, where these are given. */
function aboveFloor(information: Matrix, floor: Float64Array, factors?: ReadonlySet<number>): Matrix {
  const raised = zeros(information.rows, information.columns);
  for (let k = 0; k < raised.data.length; k++) {
    const j = k % information.rows;
    const f = floor[j]!;
    raised.data[k] = f < 1 && (factors?.has(j) ?? true) ? Math.max(0, (information.data[k]! - f) / (1 - f)) : 0;
  }
  return raised;
}

/** InfoM and InfoC without their noise floor and pruning rule. */
export const infomInfocCorrected: MetricGroup<'infom_corrected' | 'infoc_corrected'> = {
  keys: ['infom_corrected', 'infoc_corrected'],
  compute: computeCorrected,
};
