import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError, type Fault } from '../../core/input-error.ts';
import { canonicalJson } from '../../registry/canonical-json.ts';
import { sha256Hex } from '../../registry/digest.ts';
import { LIMITS } from '../../registry/limits.ts';
import { parseOutcome, type Outcome } from '../../registry/outcome.ts';
import { writeFileAtomically } from '../node/write-file.ts';

/** Folder of the one file that an evaluation hands over. */
const FOLDER = 'outcome';
const NAME = 'outcome.json';

const MESSAGE_LENGTH = 500;
/** Anything but printable text in one line. */
const UNPRINTABLE = /[\p{C}\p{Zl}\p{Zp}]/gu;

function clean(text: string): string {
  return text.replaceAll(UNPRINTABLE, '?').slice(0, MESSAGE_LENGTH);
}

function cleanFault({ path, rule, fix }: Fault): Fault {
  return { path: clean(path), rule: clean(rule), fix: clean(fix) };
}

/** Writes the outcome and returns its SHA-256, by which a job that ran no model vouches for it. */
export async function writeOutcome(outcome: Omit<Outcome, 'schema'>): Promise<string> {
  const faults = outcome.faults.slice(0, LIMITS.faults).map(cleanFault);
  const notices = (outcome.notices ?? []).slice(0, LIMITS.faults).map(cleanFault);
  const text = `${canonicalJson({ ...outcome, faults, notices, schema: 'custodes/outcome/1' })}\n`;
  parseOutcome(text, NAME);
  await writeFileAtomically(join(FOLDER, NAME), text);
  return sha256Hex(new TextEncoder().encode(text));
}

/** Reads an outcome of another job: size first, then its schema, then its digests. */
export async function readOutcome(folder = FOLDER): Promise<{ readonly outcome: Outcome; readonly sha256: string }> {
  const path = join(folder, NAME);
  const { size } = await stat(path);
  if (size > LIMITS.outcomeBytes) throw new InputError({ path, rule: `has ${size} bytes`, fix: 'evaluate again' });
  const bytes = await readFile(path);
  return { outcome: parseOutcome(bytes.toString('utf8'), path), sha256: sha256Hex(bytes) };
}
