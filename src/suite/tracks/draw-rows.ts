import type { LazyDraw, TrackInstance } from './track.ts';

/** An evaluation draw of any instance, whose observations are read in runs of rows. Large ones are made when they are read. */
export function drawRows(instance: TrackInstance, seed: string, n: number): LazyDraw {
  if (instance.drawLazily) return instance.drawLazily(seed, n);
  const { factors, observations } = instance.drawEvaluation(seed, n);
  const width = observations.length / n;
  return { factors, observe: (start, end) => observations.slice(start * width, end * width) };
}
