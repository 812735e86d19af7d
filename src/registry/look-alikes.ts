import { skeleton } from './skeleton.ts';

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

/** Whether some parts of a slug, side by side, read like a name. */
function hasRun(slug: string, theirs: string): boolean {
  const parts = slug.split('-').map(skeleton);
  return parts.some((_, from) => parts.some((_, to) => parts.slice(from, to + 1).join('') === theirs));
}

/** Whether a name holds another: a reader takes fastica-2 and my-fastica for versions of fastica. */
function holds(slug: string, other: string): boolean {
  if (slug.startsWith(`${other}-`)) return true;
  const theirs = skeleton(other);
  if (theirs.length < SHORTEST_HELD) return false;
  return hasRun(slug, theirs) || (theirs.length >= SHORTEST_MISTAKEN && skeleton(slug).includes(theirs));
}

/**
 * The first of some names for which a new one would be taken: letters that look alike, hyphens alone, one letter more, less or other, or
 * the other name with something around it. Null where there is none.
 *
 * @param others names of other owners
 */
export function findLookAlike(slug: string, others: readonly string[]): string | null {
  const own = skeleton(slug);
  const found = others.find((other) => {
    const theirs = skeleton(other);
    const shortest = own.length > theirs.length ? SHORTEST_HELD : SHORTEST_MISTAKEN;
    const longEnough = Math.min(own.length, theirs.length) >= shortest;
    return own === theirs || holds(slug, other) || (longEnough && differsByOne(own, theirs));
  });
  return found ?? null;
}
