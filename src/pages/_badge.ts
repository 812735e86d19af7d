import type { GetStaticPaths } from 'astro';
import { permalinkDigest } from '../registry/digest.ts';
import { describeBadge, type Badge } from '../views/badge.ts';
import type { Entry } from '../views/entry.ts';
import { leaderboardOf } from './_boards.ts';
import { ENTRIES, SUCCESSORS } from './_registry.ts';

/** One path a result. */
export const resultPaths = (() =>
  ENTRIES.map((entry) => ({
    params: { digest: permalinkDigest(entry.record.result_digest) },
    props: { entry },
  }))) satisfies GetStaticPaths;

/** The badge of a result. */
export function resultBadge(entry: Entry): Badge {
  const { record } = entry;
  return describeBadge(entry, leaderboardOf(entry), SUCCESSORS.has(record.result_digest));
}
