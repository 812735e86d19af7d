import { skeleton } from './skeleton.ts';

/** Shorter names differ by one letter without being mistaken: pcl and tcl. */
const SHORTEST_MISTAKEN = 5;

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

/** Whether a name leads with another: a reader takes fastica-2 for a version of fastica. */
function leadsWith(slug: string, other: string): boolean {
  if (slug.startsWith(`${other}-`)) return true;
  const [own, theirs] = [skeleton(slug), skeleton(other)];
  return theirs.length >= SHORTEST_MISTAKEN && own.startsWith(theirs);
}

/**
 * The first of some names for which a new one would be taken: letters that look alike, hyphens alone, one letter more, less or other, or
 * the other name with something behind it. Null where there is none.
 *
 * @param others names of other owners
 */
export function findLookAlike(slug: string, others: readonly string[]): string | null {
  const own = skeleton(slug);
  const found = others.find((other) => {
    const theirs = skeleton(other);
    const longEnough = Math.min(own.length, theirs.length) >= SHORTEST_MISTAKEN;
    return own === theirs || leadsWith(slug, other) || (longEnough && differsByOne(own, theirs));
  });
  return found ?? null;
}
