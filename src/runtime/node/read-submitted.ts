import { readFile } from 'node:fs/promises';
import { InputError } from '../../core/input-error.ts';
import { sha256Hex } from '../../registry/digest.ts';
import type { ModelFile } from '../../registry/submission.ts';
import { artefactPath } from './artefacts.ts';

/**
 * Bytes of a file that a manifest names.
 *
 * @param folder of the submission
 * @throws InputError where it is not the file that the manifest names
 */
export async function readSubmitted(folder: string, artefact: ModelFile): Promise<Uint8Array> {
  const { file, sha256 } = artefact;
  const bytes = await readFile(artefactPath(folder, artefact));
  const actual = sha256Hex(bytes);
  if (actual === sha256) return bytes;
  throw new InputError({ path: file, rule: `has SHA-256 ${actual}, not ${sha256}`, fix: 'restore the file that was submitted' });
}
