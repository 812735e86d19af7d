import { sha256Hex } from '../../registry/digest.ts';

const CACHE_NAME = 'custodes-artefacts-1';

/** Bytes that are not the ones that were promised. They are neither kept nor run. */
export class IntegrityError extends Error {
  constructor(what: string, expected: string, actual: string) {
    super(`Refused: the ${what} has the SHA-256 ${actual}, and the record names ${expected}.`);
    this.name = 'IntegrityError';
  }
}

/** Where a file with this digest is kept. Only its digest names it: the address that it came from does not matter. */
function cacheKey(sha256: string): string {
  return new URL(`/custodes-artefact/${sha256}`, location.origin).href;
}

/** The cache, or null where the browser has none, as on an insecure origin or in some private windows. */
async function openCache(): Promise<Cache | null> {
  try {
    return await caches.open(CACHE_NAME);
  } catch {
    return null;
  }
}

/**
 * Fetches a file once: later calls take it from the Cache API. Its SHA-256 is checked either way.
 *
 * @param what noun for messages, for example `model`
 * @throws IntegrityError where the bytes have another digest; Error where the server does not have the file
 */
export async function fetchVerified(url: string, sha256: string, what: string): Promise<Uint8Array<ArrayBuffer>> {
  const cache = await openCache();
  const kept = await cache?.match(cacheKey(sha256));
  if (kept) {
    const bytes = new Uint8Array(await kept.arrayBuffer());
    if (sha256Hex(bytes) === sha256) return bytes;
  }
  const response = await fetch(url);
  if (!response.ok) throw new Error(`The ${what} could not be loaded (HTTP ${response.status}).`);
  const bytes = new Uint8Array(await response.arrayBuffer());
  const actual = sha256Hex(bytes);
  if (actual !== sha256) throw new IntegrityError(what, sha256, actual);
  // A full disk must not stop the rerun.
  await cache?.put(cacheKey(sha256), new Response(bytes)).catch(() => {});
  return bytes;
}
