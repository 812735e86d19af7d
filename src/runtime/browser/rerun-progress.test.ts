import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RerunProgress } from './rerun-progress.ts';

function record(): { readonly progress: RerunProgress; readonly told: { what: string; share: number }[] } {
  const told: { what: string; share: number }[] = [];
  return { progress: new RerunProgress((what, share) => told.push({ what, share })), told };
}

test('bytes and share of a runtime that loads are told', () => {
  const { progress, told } = record();
  progress.runtime(6_100_000, 14_200_000);
  expect(told[0]!.what).toBe('Loading the runtime: 6.1 MB of 14.2 MB');
  expect(told[0]!.share).toBeGreaterThan(0);
});

test('until the runtime is there, its line stays', () => {
  const { progress, told } = record();
  progress.runtime(1, 2);
  progress.work('Instance 0: 0 of 100 rows', 0);
  progress.runtime(2, 2);
  progress.work('Instance 0: 50 of 100 rows', 0.5);
  expect(told.map(({ what }) => what.slice(0, 7))).toEqual(['Loading', 'Loading', 'Loading', 'Instanc']);
});

test('the share never decreases and ends at 1, in whatever order word comes', () => {
  const event = fc.record({ runtime: fc.boolean(), share: fc.double({ min: 0, max: 1, noNaN: true }) });
  fc.assert(
    fc.property(fc.array(event), (events) => {
      const { progress, told } = record();
      for (const { runtime, share } of events) {
        if (runtime) progress.runtime(share * 1e6, 1e6);
        else progress.work('work', share);
      }
      progress.work('end', 1);
      const shares = told.map(({ share }) => share);
      expect(shares).toEqual(shares.toSorted((a, b) => a - b));
      expect(shares.at(-1)).toBe(1);
    }),
  );
});
