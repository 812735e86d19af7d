import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { SeedScores } from './verdict.ts';

/** Digits after the point of what is stored; verdicts and digests rest on all bits. */
const DECIMALS = 1e6;

/** Hex digits of a digest of scores. */
const DIGEST_DIGITS = 16;

/** A number as it is stored. */
export function roundStored(value: number | null): number | null {
  return value === null ? null : Math.round(value * DECIMALS) / DECIMALS;
}

/**
 * First digits of the SHA-256 of the scores of the first draw as little-endian float64, refusals as NaN. Means and bounds hold six digits of
 * all draws; the digest adds all bits of one, so that it costs one draw to compute and to check.
 *
 * @param lists scores of one metric's claims, one a seed
 */
export function digestScores(lists: readonly SeedScores[]): string {
  const view = new DataView(new ArrayBuffer(8 * lists.length));
  lists.forEach(([first], i) => view.setFloat64(8 * i, first ?? NaN, true));
  return bytesToHex(sha256(new Uint8Array(view.buffer))).slice(0, DIGEST_DIGITS);
}

/** First digits of the SHA-256 of some texts, in their order. */
export function digestTexts(texts: readonly string[]): string {
  return bytesToHex(sha256(utf8ToBytes(JSON.stringify(texts)))).slice(0, DIGEST_DIGITS);
}
