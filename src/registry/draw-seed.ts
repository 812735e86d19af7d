import type { Variant } from '../suite/tracks/track.ts';
import { documentDigest } from './digest.ts';
import type { Measured } from './record.ts';

/** Stands for a commit where the draw is public: codes-only submissions are scored on it. */
export const PUBLIC_DRAW = 'public';

/**
 * What a fresh draw grows from beside the commit: the track's draw digest, which an addition to the suite leaves as it is. Records of the
 * first two formats grew theirs from the digest of the whole suite.
 */
export type DrawRoot = { readonly draw: string } | { readonly suite: string };

export interface DrawName {
  /** 40 hex digits, or `public`. */
  readonly commit: string;
  readonly root: DrawRoot;
  readonly track: string;
  readonly variant: Variant;
  readonly instance: number;
}

/** What the draws of a record grew from. */
export function drawRoot({ part, suite }: Pick<Measured, 'part' | 'suite'>): DrawRoot {
  return part === undefined ? { suite: suite.digest } : { draw: part.draw };
}

/**
 * Seed of a fresh draw: nobody can know it while training, everyone can recompute it from the record.
 *
 * The public draw does not depend on the suite, since an author's codes for it could not follow a new one.
 */
export function drawSeed({ commit, root, track, variant, instance }: DrawName): string {
  if (commit === PUBLIC_DRAW) return documentDigest('custodes/draw/1', { commit, instance, suite: null, track, variant });
  if ('suite' in root) return documentDigest('custodes/draw/1', { commit, instance, suite: root.suite, track, variant });
  return documentDigest('custodes/draw/2', { commit, draw: root.draw, instance, track, variant });
}
