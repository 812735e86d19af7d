import { expect, it } from 'vitest';
import { describeStrip, toStripScore } from './score-chart.ts';

const score = { mean: 0.9, lower: 0.85, upper: 0.95 };

it('draws nothing where there is no mean', () => {
  expect(toStripScore({ mean: null, lower: null, upper: null })).toBeNull();
  expect(toStripScore(score)).toEqual(score);
});

it('says in words what the drawing adds to the mean', () => {
  expect(describeStrip({ score, twin: { mean: 0.5, lower: null, upper: null } })).toBe(
    'interval 0.850 to 0.950, must-fail twin 0.500 without an interval',
  );
  expect(describeStrip({ score: { mean: 1, lower: null, upper: null } })).toBe('');
  expect(describeStrip({ score: null, twin: null })).toBe('');
});
