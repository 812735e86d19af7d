import type { Fault } from '../core/input-error.ts';
import { LIMITS } from './limits.ts';

/** Anything but printable text in one line. */
const UNPRINTABLE = /[\p{C}\p{Zl}\p{Zp}]/gu;

const jsonBytes = (text: string): number => new TextEncoder().encode(JSON.stringify(text)).byteLength - '""'.length;

/** A text of a fault as one job may hand it to another: printable, in one line, and never more than its share of bytes. */
export function message(text: string): string {
  const clean = text.replaceAll(UNPRINTABLE, '?');
  if (jsonBytes(clean) <= LIMITS.messageBytes) return clean;
  let bytes = 0;
  let cut = '';
  // By whole characters: half of one is no text.
  for (const character of clean) {
    bytes += jsonBytes(character);
    if (bytes > LIMITS.messageBytes) break;
    cut += character;
  }
  return cut;
}

/** A fault as one job may hand it to another. */
export function handedFault({ path, rule, fix }: Fault): Fault {
  return { path: message(path), rule: message(rule), fix: message(fix) };
}

/** As many faults as stand where one model's numbers would; at least the first. */
export function handedFaults(faults: readonly Fault[]): Fault[] {
  const handed: Fault[] = [];
  let bytes = 0;
  for (const fault of faults) {
    const clean = handedFault(fault);
    bytes += new TextEncoder().encode(JSON.stringify(clean)).byteLength + 1;
    if (handed.length > 0 && bytes > LIMITS.measurementBytes) break;
    handed.push(clean);
  }
  return handed;
}
