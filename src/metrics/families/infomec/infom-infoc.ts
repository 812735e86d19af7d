import { toRows } from '../../../core/matrix.ts';
import { constantColumnDiagnostics } from '../../constant-columns.ts';
import type { MetricGroup } from '../../metric-group.ts';
import type { Diagnostic, MetricResult } from '../../metric.ts';
import type { PairedData } from '../../paired-data.ts';
import { repeatedRowsDiagnostics } from '../../repeated-rows.ts';
import { compactnessShare, modularityShare, type InformationShare } from './information-shares.ts';
import { refuseInfomec } from './infomec-check.ts';
import { sharedInformation } from './normalised-information.ts';

/** A code is active if its range exceeds this share of the largest range, in the codes' own units. */
const ACTIVE_SHARE = 1 / 20;

/**
 * InfoM (modularity) and InfoC (compactness) from normalised mutual information between continuous codes and factors cut into
 * at most 20 classes, by the 10-nearest-neighbour estimator.
 *
 * Only *active* codes take part: those whose range, in their own units, exceeds 1/20 of the largest. Both metrics therefore change
 * when codes are rescaled one by one, and one heavy-tailed code can prune all others; noise scores well above 0, since what little the
 * estimator sees is spread unevenly. `infom_corrected` and `infoc_corrected` mend both. The score is 0 where no code informs, and null for
 * fewer than 40 rows and where every factor is constant.
 *
 * Source: Hsu, Dorrell, Whittington, Wu and Finn, "Disentanglement via latent quantization", NeurIPS 2023, section 5.
 */
function computeShares(data: PairedData): { infom: MetricResult; infoc: MetricResult } {
  const refusal = refuseInfomec(data);
  if (refusal) return { infom: refusal, infoc: refusal };
  const information = sharedInformation(data);
  const active = activeCodes(data);
  const chosen = active.flatMap((isActive, i) => (isActive ? [i] : []));
  const parts = { nmi: toRows(information), active_codes: active };
  const report = (share: InformationShare, name: string): MetricResult => ({
    score: share.score,
    parts: { ...parts, [name]: share.perLine },
    diagnostics: [...constantColumnDiagnostics(data), ...shareDiagnostics(data, active, share)],
  });
  return {
    infom: report(modularityShare(information, chosen), 'per_active_code'),
    infoc: report(compactnessShare(information, chosen), 'per_factor'),
  };
}

function activeCodes({ codes }: PairedData): boolean[] {
  // Halves, so that the range of very large values does not overflow.
  const halfRanges = codes.summaries.map(({ minimum, maximum }) => maximum / 2 - minimum / 2);
  const threshold = Math.max(...halfRanges) * ACTIVE_SHARE;
  return halfRanges.map((halfRange, i) => halfRange > threshold && !codes.summaries[i]!.constant);
}

function shareDiagnostics(data: PairedData, active: readonly boolean[], share: InformationShare): Diagnostic[] {
  const diagnostics = repeatedRowsDiagnostics(
    data,
    'copies are nearest neighbours at distance 0, which lowers or wipes out the score; infom_corrected and infoc_corrected count each row once',
  );
  const pruned = active.flatMap((isActive, i) => (isActive || data.codes.summaries[i]!.constant ? [] : [i]));
  if (pruned.length > 0)
    diagnostics.push({
      code: 'pruned-codes',
      message: `Codes (counted from 0) left out for their small range beside the largest: ${pruned.join(', ')}.`,
    });
  if (share.perLine.every((line) => line === null))
    diagnostics.push({ code: 'no-information', message: 'No code informs of any factor: the score is 0.' });
  return diagnostics;
}

/** InfoM and InfoC as defined by their authors. */
export const infomInfoc: MetricGroup<'infom' | 'infoc'> = { keys: ['infom', 'infoc'], compute: computeShares };
