import { bytesToHex } from '@noble/hashes/utils.js';
import { sha256Hex } from '../../registry/digest.ts';

/** SHA-256 of some bytes, 64 hex digits, by the browser's own code; by ours where it has none to offer, as on an insecure origin. @param bytes of memory that no threads share */
export async function fastSha256(bytes: Uint8Array): Promise<string> {
  if (!isSecureContext) return sha256Hex(bytes);
  return bytesToHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>)));
}
