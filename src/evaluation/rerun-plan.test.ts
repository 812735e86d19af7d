import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rerunBatches, spotRows } from './rerun-plan.ts';

const sizesOf = (seed: string, n = 20_000, size = 1000) => rerunBatches(seed, n, size).map(({ length }) => length);
const SEEDS = Array.from({ length: 40 }, (_, i) => `seed ${i}`);

test('the plan is a function of the seed, and rows, places, sizes and their order change with it', () => {
  expect(rerunBatches('a', 5000, 1000)).toEqual(rerunBatches('a', 5000, 1000));
  expect(new Set(SEEDS.map((seed) => sizesOf(seed).join())).size).toBe(SEEDS.length);
  expect(new Set(SEEDS.map((seed) => sizesOf(seed).indexOf(1000))).size).toBe(4);
  const full = SEEDS.map((seed) => rerunBatches(seed, 20_000, 1000).find(({ length }) => length === 1000)!);
  expect(new Set(full.map(([first]) => first)).size).toBeGreaterThan(SEEDS.length - 3);
});

test('whatever the draw, one batch is as large as those of the evaluation, one is a single row, and rows are of the draw', () => {
  fc.assert(
    fc.property(fc.string(), fc.integer({ min: 1, max: 3000 }), fc.integer({ min: 1, max: 1000 }), (seed, n, size) => {
      const batches = rerunBatches(seed, n, size);
      const sizes = batches.map(({ length }) => length);
      expect(Math.max(...sizes)).toBe(Math.min(n, size));
      expect(Math.min(...sizes)).toBe(1);
      expect(batches.flat().every((row) => Number.isInteger(row) && row >= 0 && row < n)).toBe(true);
    }),
    { numRuns: 200, seed: 5 },
  );
});

test('a batch of the whole draw has other companions than the evaluation: some rows twice, some not at all', () => {
  for (const seed of SEEDS) {
    const full = rerunBatches(seed, 500, 500).find(({ length }) => length === 500)!;
    expect(new Set(full).size).toBeLessThan(400);
  }
});

test('every place of a full batch is reached, and every row may be', () => {
  const full = SEEDS.flatMap((seed) => rerunBatches(seed, 300, 100).filter(({ length }) => length === 100));
  expect(new Set(full.flat()).size).toBe(300);
});

test('spot rows are different ones in ascending order, and others for another seed', () => {
  const rows = spotRows('a', 3000, 256);
  expect(rows).toHaveLength(256);
  expect(rows).toEqual([...new Set(rows)].toSorted((a, b) => a - b));
  expect(rows).not.toEqual(spotRows('b', 3000, 256));
  expect(spotRows('a', 3, 256)).toEqual([0, 1, 2]);
});
