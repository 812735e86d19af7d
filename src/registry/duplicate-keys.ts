import type { Fault } from '../core/input-error.ts';
import { printable } from './printable.ts';
import { parseJson } from './validator.ts';

interface Level {
  /** Keys so far of an object; null for an array. */
  readonly keys: Set<string> | null;
  /** The key or position of the value that is being read. */
  place: string | number;
  expectsKey: boolean;
}

/** Position after the string that begins at `start`. */
function endOfString(text: string, start: number): number {
  let end = start + 1;
  while (text[end] !== '"') end += text[end] === '\\' ? 2 : 1;
  return end + 1;
}

/**
 * Keys that an object of a JSON text has more than once: parsers keep the last, a reader sees the first.
 *
 * @param text that `JSON.parse` accepts
 * @param most faults that are told
 */
export function duplicateKeyFaults(text: string, path: string, most = 20): Fault[] {
  const faults: Fault[] = [];
  const levels: Level[] = [];
  for (let i = 0; i < text.length && faults.length < most; i++) {
    const level = levels.at(-1);
    switch (text[i]) {
      case '{':
        levels.push({ keys: new Set(), place: '', expectsKey: true });
        break;
      case '[':
        levels.push({ keys: null, place: 0, expectsKey: false });
        break;
      case '}':
      case ']':
        levels.pop();
        break;
      case ',':
        if (typeof level!.place === 'number') level!.place++;
        else level!.expectsKey = true;
        break;
      case '"': {
        const end = endOfString(text, i);
        if (level?.expectsKey) {
          const key = String(parseJson(text.slice(i, end), path));
          level.place = key;
          level.expectsKey = false;
          if (level.keys!.has(key)) {
            const pointer = levels.map(({ place }) => `/${printable(String(place))}`).join('');
            const line = text.slice(0, i).split('\n').length;
            faults.push({ path: `${path}#${pointer}`, rule: `stands a second time in line ${line}`, fix: 'keep one of them' });
          }
          level.keys!.add(key);
        }
        i = end - 1;
        break;
      }
      default:
    }
  }
  return faults;
}
