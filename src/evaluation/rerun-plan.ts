import { RandomStream } from '../core/random/stream.ts';

/** Batches of the re-run that are smaller than those of the evaluation: one row alone, a few, and many. */
const SMALL_BATCHES = [
  { least: 1, most: 1 },
  { least: 2, most: 16 },
  { least: 17, most: 255 },
] as const;

/**
 * The batches in which rows are encoded again, each a list of row indices: small ones, and one as large as those of the evaluation.
 *
 * Sizes, their order, rows and places come from the seed of the draw, which nobody knows while training: a model that watches its batch
 * cannot tell a re-run from the evaluation. Rows are drawn with replacement, so that a batch of all n rows has other companions too.
 *
 * @param n rows of the draw
 * @param size rows of a batch of the evaluation
 */
export function rerunBatches(seed: string, n: number, size: number): number[][] {
  const stream = new RandomStream('rerun', seed);
  const full = Math.min(size, n);
  const sizes = SMALL_BATCHES.map(({ least, most }) => Math.min(full, least + stream.below(most - least + 1)));
  const order = stream.permutation(sizes.length + 1);
  return Array.from(order, (which) => Array.from({ length: sizes[which] ?? full }, () => stream.below(n)));
}

/** Rows, in ascending order, on which a device is held against the reference: `count` of the n, or all where there are fewer. */
export function spotRows(seed: string, n: number, count: number): number[] {
  return Array.from(new RandomStream('spot', seed).choice(n, Math.min(n, count))).toSorted((a, b) => a - b);
}
