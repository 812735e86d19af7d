import { InputError, type Fault } from '../core/input-error.ts';
import { identityDigest, resultDigest } from './digest.ts';
import { recordDocument } from './documents.ts';
import type { ResultRecord } from './record.ts';
import type { Notice } from './submission-notices.ts';
import schema from './schemas/outcome.schema.json' with { type: 'json' };
import { createValidator } from './validator.ts';

/**
 * How the evaluation of a pull request ended: `evaluated`, or whose fault it is that it was not: `rejected` (the submission's),
 * `over-limit` (ours, by rule), `broken` (ours, by accident).
 */
export type Verdict = 'evaluated' | 'rejected' | 'over-limit' | 'broken';

/** What an evaluation hands over to the status and the comment. */
export interface Outcome {
  readonly schema: 'custodes/outcome/1';
  readonly verdict: Verdict;
  readonly pull_request: number;
  readonly head_sha: string;
  /** `submissions/<slug>/<version>`, or null where the pull request names none. */
  readonly submission: string | null;
  readonly faults: readonly Fault[];
  /** What its author may want to know; it stopped nothing. */
  readonly notices?: readonly Notice[];
  /** Minutes of one core. */
  readonly minutes: number;
  /** Previews: their draws come from the head commit. */
  readonly records: readonly ResultRecord[];
}

const outcomeDocument = createValidator<Outcome>(schema);

/**
 * Reads an outcome that a job left which may have been taken over by a model: schema first, then the digests of every record.
 *
 * @throws InputError
 */
export function parseOutcome(text: string, path: string): Outcome {
  const outcome = outcomeDocument.parse(text, path);
  for (const record of outcome.records) {
    recordDocument.check(record, path);
    if (resultDigest(record.measured) === record.result_digest && identityDigest(record.measured) === record.identity_digest)
      continue;
    throw new InputError({ path, rule: 'holds a record with wrong digests', fix: 'evaluate again' });
  }
  return outcome;
}
