import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError } from '../../core/input-error.ts';
import { canonicalJson } from '../../registry/canonical-json.ts';
import { sha256Hex } from '../../registry/digest.ts';
import { LIMITS } from '../../registry/limits.ts';
import { handedFault } from '../../registry/message.ts';
import { parseOutcome, type Outcome } from '../../registry/outcome.ts';
import { writeFileAtomically } from '../node/write-file.ts';

/** Folder of the one file that an evaluation hands over. */
const FOLDER = 'outcome';
const NAME = 'outcome.json';

/** Writes the outcome and returns its SHA-256, by which a job that ran no model vouches for it. */
export async function writeOutcome(outcome: Omit<Outcome, 'schema'>): Promise<string> {
  const faults = outcome.faults.slice(0, LIMITS.faults).map(handedFault);
  const notices = (outcome.notices ?? []).slice(0, LIMITS.faults).map(handedFault);
  const text = `${canonicalJson({ ...outcome, faults, notices, schema: 'custodes/outcome/1' })}\n`;
  const bytes = new TextEncoder().encode(text);
  assertSize(bytes.byteLength, NAME);
  parseOutcome(text, NAME);
  await writeFileAtomically(join(FOLDER, NAME), bytes);
  return sha256Hex(bytes);
}

function assertSize(size: number, path: string): void {
  if (size > LIMITS.outcomeBytes) {
    throw new InputError({
      path,
      rule: `has ${size} bytes; an outcome has at most ${LIMITS.outcomeBytes}`,
      fix: 'evaluate again',
    });
  }
}

/** Reads an outcome of another job: size first, then its schema, then its digests. */
export async function readOutcome(folder = FOLDER): Promise<{ readonly outcome: Outcome; readonly sha256: string }> {
  const path = join(folder, NAME);
  const { size } = await stat(path);
  assertSize(size, path);
  const bytes = await readFile(path);
  return { outcome: parseOutcome(bytes.toString('utf8'), path), sha256: sha256Hex(bytes) };
}
