import fc from 'fast-check';
import { expect, it } from 'vitest';
import { runInLanes } from './run-in-lanes.ts';

/** Steps of each task, and in which order the tasks take theirs. */
const RUNS = fc.record({
  lanes: fc.integer({ min: 1, max: 4 }),
  steps: fc.array(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 5 }), { minLength: 1, maxLength: 12 }),
  scheduler: fc.scheduler(),
});

it('does every task once, in any order, and its share only grows, up to all', async () => {
  await fc.assert(
    fc.asyncProperty(RUNS, async ({ lanes, steps, scheduler }) => {
      const done: number[] = [];
      const shares: number[] = [];
      const busy = new Set<number>();
      const work = async (lane: number, task: readonly number[], index: number, progress: (share: number) => void) => {
        expect(busy, 'a lane does one task at a time').not.toContain(lane);
        busy.add(lane);
        // Steps go forth and back: the whole must not.
        for (const share of [...task, 1]) {
          await scheduler.schedule(Promise.resolve());
          progress(share);
        }
        busy.delete(lane);
        done.push(index);
      };
      const run = runInLanes([...Array(lanes).keys()], steps, work, (share) => shares.push(share));
      await scheduler.waitFor(run);
      expect(done.toSorted((a, b) => a - b)).toEqual([...steps.keys()]);
      expect(shares).toEqual(shares.toSorted((a, b) => a - b));
      expect(shares.at(-1)).toBe(1);
    }),
  );
});

it('throws what the first failing task throws, and begins none after it', async () => {
  const begun: number[] = [];
  const work = async (_lane: string, task: number) => {
    begun.push(task);
    await Promise.resolve();
    if (task === 1) throw new Error('task 1');
  };
  await expect(runInLanes(['only'], [0, 1, 2, 3], work, () => {})).rejects.toThrow('task 1');
  expect(begun).toEqual([0, 1]);
});
