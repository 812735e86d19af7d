import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { SeedScores } from './verdict.ts';

/** Digits after the point of what is stored; verdicts and digests rest on all bits. */
const DECIMALS = 1e6;

/** Hex digits of a digest of scores. */
const DIGEST_DIGITS = 16;

/** A number as it is stored. */
export function roundStored(value: number | null): number | null {
  return value === null ? null : Math.round(value * DECIMALS) / DECIMALS;
}

/** First digits of the SHA-256 of all scores as little-endian float64, refusals as NaN. */
export function digestScores(lists: readonly SeedScores[]): string {
  const values = lists.flat();
  const view = new DataView(new ArrayBuffer(8 * values.length));
  values.forEach((value, i) => view.setFloat64(8 * i, value ?? NaN, true));
  return bytesToHex(sha256(new Uint8Array(view.buffer))).slice(0, DIGEST_DIGITS);
}
