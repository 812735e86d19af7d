import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LIMITS } from './limits.ts';
import { slowestCell } from './cell-cost.ts';
import { cellsOfShard, planShardCount } from './shard.ts';

const { shards, shardSeconds, minutes } = LIMITS.evaluation;
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
/** What models take that pass the audit: none more than it is let run, and all together no more than a version may. */
const affordable = fc
  .array(fc.double({ min: 0.1, max: slowestCell(), noNaN: true }), { minLength: 1, maxLength: 400 })
  .filter((seconds) => sum(seconds) <= minutes * 60);

test('every job of a plan keeps to its time, every cell has one job, and no fewer jobs would do', () => {
  fc.assert(
    fc.property(affordable, (seconds) => {
      const count = planShardCount(seconds);
      if (count === null) return;
      const parts = Array.from({ length: count }, (_, i) => cellsOfShard(seconds, { index: i + 1, count }));
      expect(count).toBeLessThanOrEqual(shards);
      expect(parts.flat()).toHaveLength(seconds.length);
      for (const part of parts) expect(sum(part)).toBeLessThanOrEqual(shardSeconds);
      expect(count).toBeGreaterThanOrEqual(Math.ceil(sum(seconds) / shardSeconds));
    }),
  );
});

test('models that take about as long as each other can always be shared out', () => {
  fc.assert(
    fc.property(fc.double({ min: 1, max: slowestCell(), noNaN: true }), fc.integer({ min: 1, max: 2400 }), (each, cells) => {
      const seconds = Array.from({ length: Math.min(cells, Math.floor((minutes * 60) / each)) }, () => each);
      fc.pre(seconds.length > 0);
      expect(planShardCount(seconds)).not.toBeNull();
    }),
  );
  expect(slowestCell()).toBeLessThanOrEqual(shardSeconds);
});

test('what cannot be shared out is said to be so', () => {
  expect(planShardCount([shardSeconds + 1])).toBeNull();
  expect(planShardCount(Array.from({ length: shards + 1 }, () => shardSeconds))).toBeNull();
});

test('records are measured twice, and a job ends in time on a single core', () => {
  expect(2 * shardSeconds).toBeLessThan(LIMITS.evaluation.jobMinutes * 60);
});
