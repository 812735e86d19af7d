import type { Variant } from '../suite/tracks/track.ts';
import { documentDigest } from './digest.ts';

/** Stands for a commit where the draw is public: codes-only submissions are scored on it. */
export const PUBLIC_DRAW = 'public';

export interface DrawName {
  /** 40 hex digits, or `public`. */
  readonly commit: string;
  readonly suiteDigest: string;
  readonly track: string;
  readonly variant: Variant;
  readonly instance: number;
}

/**
 * Seed of a fresh draw: nobody can know it while training, everyone can recompute it from the record.
 *
 * The public draw does not depend on the suite, since an author's codes for it could not follow a new one.
 */
export function drawSeed({ commit, suiteDigest, track, variant, instance }: DrawName): string {
  const suite = commit === PUBLIC_DRAW ? null : suiteDigest;
  return documentDigest('custodes/draw/1', { commit, instance, suite, track, variant });
}
