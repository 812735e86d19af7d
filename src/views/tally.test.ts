import { expect, it } from 'vitest';
import { countOf, describeTally, tallyVerdicts } from './tally.ts';

const tally = tallyVerdicts([{ verdict: 'lenient' }, { verdict: 'calibrated' }, { verdict: 'calibrated' }]);

it('counts verdicts in the order of legends and leaves out those that were not given', () => {
  expect(tally).toEqual({
    total: 3,
    counts: [
      { verdict: 'calibrated', count: 2 },
      { verdict: 'lenient', count: 1 },
    ],
  });
  expect([countOf(tally, 'calibrated'), countOf(tally, 'undefined')]).toEqual([2, 0]);
});

it('says it in words', () => {
  expect(describeTally(tally)).toBe('2 calibrated, 1 lenient');
  expect(describeTally(tallyVerdicts([]))).toBe('');
});
