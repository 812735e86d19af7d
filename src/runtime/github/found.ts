import Type from 'typebox';
import { matrix } from '../../registry/documents/planned-job.ts';
import type { PlannedJob } from '../../registry/planned-job.ts';
import { parseAs } from '../../registry/validator.ts';
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

const output = Type.Optional(Type.String());
/** Jobs are skipped where there is nothing to do: then their outputs are missing. */
const outputsOfAudit = Type.Object({
  pull_request: output,
  head_sha: output,
  account: output,
  verdict: output,
  submission: output,
  minutes: output,
  matrix: output,
});

/** Reads it from the variable that the workflow fills with the audit's outputs: every value is a text there. */
export function readFound(): Found {
  const outputs = parseAs(outputsOfAudit, variable('FOUND'), 'FOUND');
  const { pull_request, head_sha = '', account, verdict = '', submission, minutes, matrix: jobs } = outputs;
  return {
    pull_request: Number(pull_request),
    head_sha,
    account: Number(account),
    verdict,
    submission: submission || null,
    minutes: Number(minutes ?? 0),
    jobs: jobs ? parseAs(matrix, jobs, 'FOUND#/matrix').include : [],
  };
}
