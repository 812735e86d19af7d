import type { Fault } from '../../core/input-error.ts';
import { cellName, type EvaluationCell } from '../../registry/evaluation-cells.ts';
import { ONE_OBSERVATION } from '../../registry/onnx/untraceable.ts';
import { openCells } from '../../registry/open-codes.ts';
import type { SubmissionFiles } from '../../registry/submission-faults.ts';
import { widthNotice, type Notice } from '../../registry/submission-notices.ts';
import { findTrack } from '../../suite/tracks/catalogue.ts';
import { CodesSampler } from './codes-sampler.ts';
import type { LoadedSubmission } from './submission-folder.ts';

/** Rows of two batches in which no model of one observation gives different numbers of codes. */
const BATCHES = [2, 7] as const;

type Found = { readonly m: number } | { readonly faults: readonly Fault[] };

async function runModel(cell: EvaluationCell, folder: string, path: string, sampler: CodesSampler): Promise<Found> {
  const widths: number[] = [];
  for (const sampleRows of BATCHES) {
    const outcome = await sampler.sample({ cell, folder, sampleRows });
    if ('faults' in outcome) return { faults: outcome.faults.map((fault) => ({ ...fault, path: `${path} ${fault.path}` })) };
    widths.push(outcome.sample.codes.columns);
  }
  const [m, other] = widths as [number, number];
  // A number that the file declares was compared already.
  if (m === other) return { m };
  const rule = `gives ${m} codes for a batch of ${BATCHES[0]} rows and ${other} for one of ${BATCHES[1]}`;
  return { faults: [{ path, rule, fix: ONE_OBSERVATION }] };
}

/**
 * Runs the encoders whose number of codes does not follow from their files, on a few rows and in the process that evaluates models.
 *
 * @param files of a submission without faults
 * @returns a notice for each that was run, and what running them showed to be wrong
 * @throws Error where the failure is ours
 */
export async function auditOpenCodes(
  { submission, folder, name }: LoadedSubmission,
  files: SubmissionFiles,
): Promise<{ readonly faults: readonly Fault[]; readonly notices: readonly Notice[] }> {
  const cells = openCells(submission, files);
  const [faults, notices]: [Fault[], Notice[]] = [[], []];
  if (cells.length === 0) return { faults, notices };
  const sampler = new CodesSampler();
  try {
    for (const cell of cells) {
      const path = `${name}/${cell.file} (${cellName(cell)})`;
      const found = await runModel(cell, folder, path, sampler);
      if ('faults' in found) {
        faults.push(...found.faults);
        continue;
      }
      const rule = `gives ${found.m} codes, which does not follow from its file: check ran it on ${BATCHES.join(' and ')} rows`;
      notices.push({ path, rule, fix: 'export with constant sizes, so that it need not be run' });
      const track = findTrack(cell.track);
      if (cell.variant === 'main')
        notices.push(...widthNotice(track, track.createInstance(cell.instance, cell.variant).d, found.m, path));
    }
  } finally {
    sampler.stop();
  }
  return { faults, notices };
}
