import type { Supervision } from '../registry/submission.ts';

/** What the training saw, in a few words. */
export const SUPERVISION_TITLES: Readonly<Record<Supervision, string>> = {
  none: 'none',
  'as-track-grants': 'as the track grants',
  labels: 'true factors',
  'generator-weights': 'generator’s weights',
};
