import { IntegrityError, type ArtefactStore, type OnBytes } from './artefact-store.ts';
import { fastSha256 } from './fast-sha256.ts';
import type { RerunRequest } from './rerun-protocol.ts';

const SHOWN_DIGITS = 12;

/** Gives a model's bytes by their SHA-256, from the site or from the reader's own copies. The caller may hand them on to a worker. */
export type ModelSource = (sha256: string, onBytes: OnBytes) => Promise<Uint8Array<ArrayBuffer>>;

/**
 * Copies are known by their digests alone: which file has which name does not matter.
 *
 * @returns a source that throws IntegrityError where copies were chosen and none has the digest
 */
export async function openModelSource(
  { modelsUrl, elsewhere, copies }: RerunRequest,
  store: ArtefactStore,
): Promise<ModelSource> {
  const own = new Map<string, Uint8Array<ArrayBuffer>>();
  for (const copy of copies) {
    const bytes = new Uint8Array(await copy.arrayBuffer());
    own.set(await fastSha256(bytes), bytes);
  }
  return async (sha256, onBytes) => {
    const copy = own.get(sha256);
    if (copy) return copy.slice();
    if (!elsewhere.includes(sha256)) return await store.fetch(`${modelsUrl}${sha256}.onnx`, sha256, 'model', onBytes);
    const [first] = own.keys();
    if (first !== undefined) throw new IntegrityError('copy', sha256, first);
    throw new Error(`The model ${sha256.slice(0, SHOWN_DIGITS)}… is hosted externally. Download it, then select the file above.`);
  };
}
