import { findTrack } from '../suite/tracks/catalogue.ts';
import { PUBLIC_DRAW } from './draw-seed.ts';
import { evaluationCells, type EvaluationCell } from './evaluation-cells.ts';
import { codesWidth } from './onnx/codes-of.ts';
import type { Submission } from './submission.ts';
import type { SubmissionFiles } from './submission-faults.ts';

/**
 * The encoders of a sound submission that must run before anybody knows how many codes they give, each once for each shape of
 * observation.
 */
export function openCells(submission: Submission, { files, remote }: SubmissionFiles): EvaluationCell[] {
  const seen = new Set<string>();
  return evaluationCells(submission, { commit: PUBLIC_DRAW, rootOf: () => ({ draw: '' }) }).flatMap((cell) => {
    const { track, variant, instance, file, sha256, kind } = cell;
    const { observationShape } = findTrack(track).createInstance(instance, variant);
    const key = `${sha256} ${observationShape.join()}`;
    const bytes = files.get(file) ?? remote?.get(file);
    if (kind === 'codes' || seen.has(key) || !(bytes instanceof Uint8Array)) return [];
    seen.add(key);
    return codesWidth(bytes, observationShape).followed === null ? [cell] : [];
  });
}
