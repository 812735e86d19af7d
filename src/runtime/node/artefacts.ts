import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { InputError, type Fault } from '../../core/input-error.ts';
import { sha256Hex } from '../../registry/digest.ts';
import type { EvaluationCell } from '../../registry/evaluation-cells.ts';
import { LIMITS } from '../../registry/limits.ts';
import { isRemote } from '../../registry/submission.ts';
import { fetchLimited } from './fetch-limited.ts';
import { writeFileAtomically } from './write-file.ts';

/** Models that were fetched, by their digest. */
export const ARTEFACT_CACHE = '.cache/artefacts';

type Artefact = Pick<EvaluationCell, 'file' | 'sha256'>;

function cachePath(sha256: string): string {
  return resolve(ARTEFACT_CACHE, sha256);
}

/** Where an artefact's bytes lie: beside its manifest, or among what was fetched. @param folder of the submission */
export function artefactPath(folder: string, { file, sha256 }: Artefact): string {
  return isRemote(file) ? cachePath(sha256) : join(folder, file);
}

async function fetchOnce({ file, sha256 }: Artefact, fetchBytes: typeof fetchLimited): Promise<Uint8Array> {
  const kept = await readFile(cachePath(sha256)).catch(() => null);
  if (kept && sha256Hex(kept) === sha256) return kept;
  const bytes = await fetchBytes(file, LIMITS.remoteBytes);
  // Other bytes are a fault, which the audit tells; they are not kept.
  if (sha256Hex(bytes) === sha256) await writeFileAtomically(cachePath(sha256), bytes);
  return bytes;
}

/**
 * Fetches those of some artefacts that lie elsewhere, each once, and keeps them by digest.
 *
 * @returns their bytes by address, or why there are none
 */
export async function fetchArtefacts(
  artefacts: readonly Artefact[],
  fetchBytes: typeof fetchLimited = fetchLimited,
): Promise<ReadonlyMap<string, Uint8Array | Fault>> {
  const fetched = new Map<string, Uint8Array | Fault>();
  let total = 0;
  for (const artefact of artefacts) {
    const { file } = artefact;
    if (!isRemote(file) || fetched.has(file)) continue;
    if (total > LIMITS.remoteTotalBytes) {
      const fix = `keep the models of a submission to ${LIMITS.remoteTotalBytes} bytes together`;
      fetched.set(file, { path: file, rule: 'was not fetched, since those before it are too large', fix });
      continue;
    }
    try {
      const bytes = await fetchOnce(artefact, fetchBytes);
      total += bytes.byteLength;
      fetched.set(file, bytes);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      fetched.set(file, error.faults[0]!);
    }
  }
  return fetched;
}
