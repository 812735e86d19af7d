import { InputError } from '../core/input-error.ts';

/** The text of a file, and whether it began with UTF-8's byte order mark, which is no part of it. */
export interface DecodedText {
  readonly text: string;
  readonly marked: boolean;
}

const startsWith = (bytes: Uint8Array, ...start: readonly number[]) => start.every((byte, i) => bytes[i] === byte);

/** The encoding that a file has instead of UTF-8, by its mark or by the zeros that its first characters leave; null for none of these. */
function otherEncoding(bytes: Uint8Array): string | null {
  if (startsWith(bytes, 0xff, 0xfe, 0, 0) || startsWith(bytes, 0, 0, 0xfe, 0xff)) return 'UTF-32';
  if (startsWith(bytes, 0xff, 0xfe) || startsWith(bytes, 0xfe, 0xff)) return 'UTF-16';
  const zeros = [0, 1, 2, 3].map((i) => bytes[i] === 0);
  if (bytes.byteLength < 4 || !zeros.includes(true)) return null;
  return zeros.filter(Boolean).length > 2 ? 'UTF-32' : zeros[0] !== zeros[1] ? 'UTF-16' : null;
}

/** Position of the first byte that no UTF-8 text has there. */
function firstWrongByte(bytes: Uint8Array): number {
  const fails = (length: number) => {
    try {
      // A character that is cut off by the end of the part is no error of the part.
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, length), { stream: true });
      return false;
    } catch {
      return true;
    }
  };
  let [sound, wrong] = [0, bytes.byteLength + 1];
  while (wrong - sound > 1) {
    const middle = (sound + wrong) >> 1;
    if (fails(middle)) wrong = middle;
    else sound = middle;
  }
  return Math.min(wrong - 1, bytes.byteLength);
}

/**
 * Text of a file that any editor may have written: UTF-8, with or without a byte order mark.
 *
 * @throws InputError that names the encoding, or the byte that is wrong
 */
export function decodeText(bytes: Uint8Array, path: string): DecodedText {
  const fix = 'save it as UTF-8';
  const other = otherEncoding(bytes);
  if (other !== null) throw new InputError({ path, rule: `is ${other}, not UTF-8`, fix });
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return { text, marked: startsWith(bytes, 0xef, 0xbb, 0xbf) };
  } catch {
    const at = firstWrongByte(bytes);
    const line = bytes.subarray(0, at).filter((byte) => byte === 0x0a).length + 1;
    const what = at < bytes.byteLength ? `byte ${at + 1}, in line ${line}` : 'its end, in the middle of a character';
    throw new InputError({ path, rule: `is no UTF-8 at ${what}`, fix });
  }
}
