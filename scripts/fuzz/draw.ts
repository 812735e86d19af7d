import type { RandomStream } from '../../src/core/random/stream.ts';

/** One of a list. */
export function pick<T>(stream: RandomStream, items: readonly T[]): T {
  return items[stream.below(items.length)]!;
}

/** True once in so many. */
export const once = (stream: RandomStream, outOf: number): boolean => stream.below(outOf) === 0;

/** A number at an edge: one below it, it, or one above. */
export const around = (stream: RandomStream, edge: number): number => edge - 1 + stream.below(3);
