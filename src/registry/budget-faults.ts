import type { Fault } from '../core/input-error.ts';
import { findTrack } from '../suite/tracks/catalogue.ts';
import { encoderSeconds, estimateCells, knownModel, minutesOf } from './cell-cost.ts';
import { PUBLIC_DRAW } from './draw-seed.ts';
import { cellName, evaluationCells, type EvaluationCell } from './evaluation-cells.ts';
import { LIMITS } from './limits.ts';
import { planShardCount } from './shard.ts';
import type { Submission } from './submission.ts';
import { submissionFaults, type SubmissionFiles } from './submission-faults.ts';

/** Cells whatever their draws. */
function allCells(submission: Submission): EvaluationCell[] {
  return evaluationCells(submission, { commit: PUBLIC_DRAW, rootOf: () => ({ draw: '' }) });
}

function bytesIn({ files, remote }: SubmissionFiles): (cell: EvaluationCell) => Uint8Array | undefined {
  return ({ file }) => {
    const bytes = files.get(file) ?? remote?.get(file);
    return bytes instanceof Uint8Array ? bytes : undefined;
  };
}

/** What each model of a submission takes, in seconds of one core. A model whose bytes are not here counts as the slowest there may be. */
export function estimateSubmission(
  submission: Submission,
  files: SubmissionFiles,
): { cells: EvaluationCell[]; seconds: number[] } {
  const cells = allCells(submission);
  return { cells, seconds: estimateCells(cells, bytesIn(files)) };
}

function countFaults(folder: string, cells: readonly EvaluationCell[]): Fault[] {
  const { models, modelsPerTrack } = LIMITS;
  const perTrack = Map.groupBy(cells, ({ track }) => track);
  const crowded = [...perTrack].filter(([, own]) => own.length > modelsPerTrack);
  const faults = crowded.map(([track, own]) => {
    const draws = new Set(own.map(({ variant, instance }) => `${variant} ${instance}`)).size;
    const seeds = Math.floor(modelsPerTrack / draws);
    const fix = seeds > 0 ? `keep to ${seeds} training seeds an instance` : 'submit fewer instances';
    return { path: folder, rule: `has ${own.length} models on ${track}; a record holds ${modelsPerTrack}`, fix };
  });
  if (cells.length <= models) return faults;
  return [...faults, { path: folder, rule: `has ${cells.length} models`, fix: `keep a version to ${models}` }];
}

/** Models that would be stopped before they have given their codes. */
function slowModels(folder: string, cells: readonly EvaluationCell[], files: SubmissionFiles): Fault[] {
  const { encoderSeconds: most, multiplyAddsPerSecond } = LIMITS.evaluation;
  const bytesOf = bytesIn(files);
  const seen = new Set<string>();
  return cells.flatMap((cell): Fault[] => {
    const { track, variant, instance, file, sha256, kind, rows } = cell;
    const bytes = bytesOf(cell);
    const key = `${sha256} ${track} ${instance}`;
    if (kind === 'codes' || bytes === undefined || seen.has(key)) return [];
    seen.add(key);
    const model = knownModel(bytes, findTrack(track).createInstance(instance, variant).observationShape);
    if (model === null || encoderSeconds(model, rows) <= most) return [];
    const millions = (adds: number) => Math.round(adds / 1e6);
    const rule = `takes ${millions(model.cost.multiplyAdds)} million multiply-adds a row, about ${Math.ceil(encoderSeconds(model, rows))} s for ${rows} rows`;
    const fix = `keep to ${millions((most * multiplyAddsPerSecond) / rows)} million, ${most} s (${cellName(cell)})`;
    return [{ path: files.files.has(file) ? `${folder}/${file}` : file, rule, fix }];
  });
}

/**
 * What a sound submission has too much of: models for a record, work for a model, for a job and for the whole. What passes here fits
 * every limit that comes later: shards, jobs, outcomes and records.
 */
export function budgetFaults(submission: Submission, files: SubmissionFiles): Fault[] {
  const { folder } = files;
  const { cells, seconds } = estimateSubmission(submission, files);
  const faults = [...countFaults(folder, cells), ...slowModels(folder, cells, files)];
  if (faults.length > 0) return faults;
  const minutes = minutesOf(seconds);
  const { minutes: most, shardSeconds, shards } = LIMITS.evaluation;
  if (minutes > most) {
    const rule = `has ${cells.length} models, about ${minutes} minutes of evaluation on one core`;
    return [{ path: folder, rule, fix: `keep to ${most} minutes: smaller models, fewer training seeds, or one track a version` }];
  }
  if (planShardCount(seconds) !== null) return [];
  const rule = `cannot be shared out to ${shards} jobs of ${shardSeconds} s`;
  return [{ path: folder, rule, fix: 'submit fewer models, or models that take about as long as each other' }];
}

/** All that is wrong with a submission, and where nothing else is, what it has too much of. Nothing is executed. */
export function entryFaults(submission: Submission, files: SubmissionFiles): Fault[] {
  const faults = submissionFaults(submission, files);
  return faults.length > 0 ? faults : budgetFaults(submission, files);
}
