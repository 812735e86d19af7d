import { InputError } from '../core/input-error.ts';
import { identityDigest, resultDigest } from './digest.ts';
import { outcome, type Outcome } from './documents/outcome.ts';
import { createValidator } from './validator.ts';

export type { Outcome, Verdict } from './documents/outcome.ts';

const outcomeDocument = createValidator(outcome.schema);

/**
 * Reads an outcome that a job left which may have been taken over by a model: schema first, then the digests of every record.
 *
 * @throws InputError
 */
export function parseOutcome(text: string, path: string): Outcome {
  const read = outcomeDocument.parse(text, path);
  for (const record of read.records) {
    if (resultDigest(record.measured) === record.result_digest && identityDigest(record.measured) === record.identity_digest)
      continue;
    throw new InputError({ path, rule: 'holds a record with wrong digests', fix: 'evaluate again' });
  }
  return read;
}
