import { hasRun, skeleton } from './skeleton.ts';

/** Shorter names differ by one letter without being mistaken: pcl and tcl. */
const SHORTEST_MISTAKEN = 5;
/** Shorter names stand in others without being meant: ica in robust-ica. */
const SHORTEST_HELD = 4;

/** Whether one insertion, removal, change or swap of neighbours makes one text the other. */
function differsByOne(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (long.length - short.length > 1) return false;
  let start = 0;
  while (start < short.length && short[start] === long[start]) start++;
  const rest = (text: string, from: number) => text.slice(from);
  if (long.length > short.length) return rest(short, start) === rest(long, start + 1);
  if (rest(short, start + 1) === rest(long, start + 1)) return true;
  const swapped = short[start] === long[start + 1] && short[start + 1] === long[start];
  return swapped && rest(short, start + 2) === rest(long, start + 2);
}

/**
 * The first of some names for which a new one would be taken: letters that look alike, hyphens alone, one letter more, less or other, or
 * the other name with something around it, as in fastica-2 and my-fastica. Null where there is none.
 *
 * @param others names of other owners
 */
export function findLookAlike(slug: string, others: readonly string[]): string | null {
  const own = skeleton(slug);
  const parts = slug.split('-').map(skeleton);
  const isMistaken = (other: string) => {
    const theirs = skeleton(other);
    if (own === theirs || slug.startsWith(`${other}-`)) return true;
    if (theirs.length < SHORTEST_HELD) return false;
    if (hasRun(parts, theirs) || (own.length > theirs.length && differsByOne(own, theirs))) return true;
    if (Math.min(own.length, theirs.length) < SHORTEST_MISTAKEN) return false;
    return own.includes(theirs) || differsByOne(own, theirs);
  };
  return others.find(isMistaken) ?? null;
}
