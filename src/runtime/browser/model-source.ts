import { sha256Hex } from '../../registry/digest.ts';
import type { RerunRequest } from './rerun-protocol.ts';
import { fetchVerified, IntegrityError } from './verified-fetch.ts';

const SHOWN_DIGITS = 12;

/** Gives a model's bytes by their SHA-256, from the site or from the reader's own copies. */
export type ModelSource = (sha256: string) => Promise<Uint8Array>;

/**
 * Copies are known by their digests alone: which file has which name does not matter.
 *
 * @returns a source that throws IntegrityError where copies were chosen and none has the digest
 */
export async function openModelSource({ modelsUrl, elsewhere, copies }: RerunRequest): Promise<ModelSource> {
  const own = new Map<string, Uint8Array>();
  for (const copy of copies) {
    const bytes = new Uint8Array(await copy.arrayBuffer());
    own.set(sha256Hex(bytes), bytes);
  }
  return async (sha256) => {
    const copy = own.get(sha256);
    if (copy) return copy;
    if (!elsewhere.includes(sha256)) return await fetchVerified(`${modelsUrl}${sha256}.onnx`, sha256, 'model');
    const [first] = own.keys();
    if (first !== undefined) throw new IntegrityError('copy', sha256, first);
    throw new Error(`The model ${sha256.slice(0, SHOWN_DIGITS)}… lies elsewhere: fetch it, and choose your copy above.`);
  };
}
