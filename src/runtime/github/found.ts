import type { PlannedJob } from '../../registry/planned-job.ts';
import { variable } from './environment.ts';

/** What the audit of a pull request handed to the jobs after it. */
export interface Found {
  readonly pull_request: number;
  readonly head_sha: string;
  /** Numeric id of its author. */
  readonly account: number;
  readonly verdict: string;
  readonly submission: string | null;
  /** Estimated minutes of one core. */
  readonly minutes: number;
  /** The jobs that evaluate it. */
  readonly jobs: readonly PlannedJob[];
}

/** Reads it from the variable that the workflow fills with the audit's outputs: every value is a text there. */
export function readFound(): Found {
  const outputs = JSON.parse(variable('FOUND')) as Readonly<Record<string, string | undefined>>;
  const { pull_request, head_sha = '', account, verdict = '', submission, minutes, matrix } = outputs;
  return {
    pull_request: Number(pull_request),
    head_sha,
    account: Number(account),
    verdict,
    submission: submission || null,
    minutes: Number(minutes ?? 0),
    jobs: matrix ? (JSON.parse(matrix) as { readonly include: readonly PlannedJob[] }).include : [],
  };
}
