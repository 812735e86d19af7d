import { expect, test } from 'vitest';
import type { Attempt } from './attempts.ts';
import { correction, measuredCost } from './measured-cost.ts';

const line = (event: Attempt['event'], run: number, minutes: number, rest: Partial<Attempt> = {}): Attempt => ({
  ...{ event, run, minutes, time: '2026-03-01T00:00:00Z', pull_request: 1, head_sha: 'a'.repeat(40), account: 7 },
  submission: 'submissions/a/1',
  ...rest,
});

test('the last evaluation that gave numbers corrects the estimate of its own run', () => {
  const attempts = [
    line('approved', 1, 10),
    line('ended', 1, 40, { verdict: 'evaluated' }),
    line('approved', 2, 10),
    line('ended', 2, 90, { verdict: 'broken' }),
    line('approved', 3, 10, { submission: 'submissions/b/1' }),
    line('ended', 3, 10, { submission: 'submissions/b/1', verdict: 'evaluated' }),
  ];
  expect(measuredCost(attempts, 'submissions/a/1')).toEqual({ estimated: 10, measured: 40 });
  expect(correction(measuredCost(attempts, 'submissions/a/1'))).toBe(4);
  expect(correction(measuredCost(attempts, 'submissions/b/1'))).toBe(1);
});

test('without one, an estimate stands; one that is far off moves it within bounds', () => {
  expect(measuredCost([line('approved', 1, 10)], 'submissions/a/1')).toBeNull();
  expect(correction(null)).toBe(1);
  expect(correction({ estimated: 0, measured: 5 })).toBe(1);
  expect(correction({ estimated: 1, measured: 1000 })).toBe(20);
  expect(correction({ estimated: 1000, measured: 1 })).toBe(0.1);
});
