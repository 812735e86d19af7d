import type { Fault } from '../core/input-error.ts';
import { decodeText } from './decode-text.ts';
import { LIMITS } from './limits.ts';
import { printable } from './printable.ts';
import { InputError } from '../core/input-error.ts';

/** Kinds of files that help a reader and that no check of the repository and no build of the site looks at. */
const KINDS = ['md', 'txt', 'rst', 'json', 'csv', 'tsv', 'py', 'ipynb', 'sh', 'toml', 'yaml', 'yml', 'cfg', 'bib', 'cff'];
const NAMES = ['LICENSE', 'LICENCE', 'COPYING', 'NOTICE', 'AUTHORS', 'README', 'Makefile', '.gitkeep'];
const COMPANION = new RegExp(
  `^([A-Za-z0-9_-][A-Za-z0-9_.-]*/)?([A-Za-z0-9_-][A-Za-z0-9_.-]*\\.(${KINDS.join('|')})|${NAMES.map((name) => name.replace('.', '\\.')).join('|')})$`,
);
/** Names that Windows keeps for devices, whatever follows the first dot. */
const RESERVED = /^(con|prn|aux|nul|com[0-9]|lpt[0-9])$/i;

/** Whether Windows cannot check out a path: one device's name, or one dot at an end, in any of its parts. */
export function isReserved(path: string): boolean {
  return path.split('/').some((part) => RESERVED.test(part.split('.')[0]!) || part.endsWith('.'));
}

function textFault(path: string, bytes: Uint8Array): Fault | null {
  try {
    if (!decodeText(bytes, path).text.includes('\0')) return null;
    return { path, rule: 'is no text file', fix: 'remove it' };
  } catch (error) {
    if (error instanceof InputError) return error.faults[0]!;
    throw error;
  }
}

/**
 * What is wrong with the files that the manifest does not name.
 *
 * @param folder how messages name it
 * @param files bytes by path below the folder
 */
export function companionFaults(folder: string, files: ReadonlyMap<string, Uint8Array>): Fault[] {
  return [...files].flatMap(([name, bytes]): Fault[] => {
    const path = `${folder}/${printable(name)}`;
    if (!COMPANION.test(name)) {
      const fix = `remove it or name it in the manifest; beside models a folder may hold .${KINDS.join(' .')} and ${NAMES.join(', ')}`;
      return [{ path, rule: 'is named by no manifest entry and of no kind that is allowed', fix }];
    }
    if (bytes.byteLength > LIMITS.fileBytes)
      return [{ path, rule: `has ${bytes.byteLength} bytes`, fix: `keep a file to ${LIMITS.fileBytes} bytes` }];
    return [textFault(path, bytes) ?? []].flat();
  });
}
