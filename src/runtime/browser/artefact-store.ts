import { fastSha256 } from './fast-sha256.ts';

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

/** Called as bytes arrive. @param total bytes of the whole file; null where the server does not say */
export type OnBytes = (loaded: number, total: number | null) => void;

/** Bytes to come, or null: the length of a compressed transfer is not that of the file. */
function contentLength({ headers }: Response): number | null {
  const length = headers.get('content-length');
  return length === null || headers.has('content-encoding') ? null : Number(length);
}

/** The body, with word on its progress. */
async function readBody(response: Response, total: number | null, onBytes: OnBytes): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let loaded = 0;
  onBytes(0, total);
  for (const reader = response.body!.getReader(); ;) {
    const { done, value } = await reader.read();
    if (done) break;
    parts.push(value);
    loaded += value.length;
    onBytes(loaded, total);
  }
  const bytes = new Uint8Array(loaded);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** The cache, or null where the browser has none, as on an insecure origin or in some private windows. */
async function openCache(): Promise<Cache | null> {
  try {
    return await caches.open(CACHE_NAME);
  } catch {
    return null;
  }
}

/** Fetches files once: later reruns take them from the Cache API. Their SHA-256 is checked either way. */
export class ArtefactStore {
  readonly #cache = openCache();
  readonly #writes: Promise<void>[] = [];

  /**
   * Fetches a file, and keeps it.
   *
   * @param what noun for messages, for example `model`
   * @param onBytes called as a file that is not in the cache arrives
   * @throws IntegrityError where the bytes have another digest; Error where the server does not have the file
   */
  async fetch(url: string, sha256: string, what: string, onBytes: OnBytes): Promise<Uint8Array<ArrayBuffer>> {
    const { bytes, keep } = await this.load(url, sha256, what, onBytes);
    keep();
    return bytes;
  }

  /**
   * As `fetch`, but leaves it to the caller when to keep a new file: handing over a large one takes a while.
   *
   * @param size bytes of the file, where the caller knows them
   */
  async load(
    url: string,
    sha256: string,
    what: string,
    onBytes: OnBytes,
    size: number | null = null,
  ): Promise<{ bytes: Uint8Array<ArrayBuffer>; keep: () => void }> {
    const cache = await this.#cache;
    const kept = await cache?.match(cacheKey(sha256));
    if (kept) {
      const bytes = new Uint8Array(await kept.arrayBuffer());
      if ((await fastSha256(bytes)) === sha256) return { bytes, keep: () => {} };
    }
    // What is kept here need not be kept by the browser once more.
    const response = await fetch(url, cache ? { cache: 'no-store' } : {});
    if (!response.ok) throw new Error(`The ${what} could not be loaded (HTTP ${response.status}).`);
    const bytes = await readBody(response, size ?? contentLength(response), onBytes);
    const actual = await fastSha256(bytes);
    if (actual !== sha256) throw new IntegrityError(what, sha256, actual);
    // A full disk must not stop the rerun.
    const keep = () => cache && this.#writes.push(cache.put(cacheKey(sha256), new Response(bytes)).catch(() => {}));
    return { bytes, keep };
  }

  /** Resolves when everything that was to be kept is, or could not be: nobody need wait for it before the work is done. */
  async settle(): Promise<void> {
    await Promise.all(this.#writes);
  }
}
