import type { RerunBench } from '../bench-report.ts';

/** A rerun that ends within this is worth waiting for: all instances prove the headline, one does not. */
const PATIENCE_SECONDS = 30;

/**
 * How long a page needs to recompute so many models, without loading the runtime, as measured on the machine of the bench.
 *
 * @returns seconds, or undefined where the track was not measured
 */
export function estimateRerun(bench: RerunBench | undefined, track: string, models: number): number | undefined {
  const measured = bench?.tracks.find(({ id }) => id === track);
  return measured && (measured.seconds / measured.models) * models;
}

/** Which models are chosen before the reader chooses: all instances where that takes less than half a minute. */
export function defaultScope(secondsForMain: number | undefined): 'first' | 'main' {
  return secondsForMain !== undefined && secondsForMain <= PATIENCE_SECONDS ? 'main' : 'first';
}

/** “6 s”, “2 min”; never less than a second. */
export function roundSeconds(seconds: number): string {
  return seconds < 90 ? `${Math.max(1, Math.round(seconds))} s` : `${Math.round(seconds / 60)} min`;
}

/** Before this much is done and this long has passed, speed says little about what is left. */
const LEAST = { share: 0.05, milliseconds: 1000 };

/**
 * What is left of a run at its speed so far.
 *
 * @param share part of the work that is done, 0 to 1
 * @returns “about 8 s left”, or an empty string where that would be a guess
 */
export function describeRemaining(share: number, elapsedMilliseconds: number): string {
  if (share < LEAST.share || share >= 1 || elapsedMilliseconds < LEAST.milliseconds) return '';
  return `about ${roundSeconds(((1 - share) / share) * (elapsedMilliseconds / 1000))} left`;
}
