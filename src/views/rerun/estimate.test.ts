import { describe, expect, test } from 'vitest';
import type { RerunBench } from '../bench-report.ts';
import { defaultScope, describeRemaining, estimateRerun, roundSeconds } from './estimate.ts';

const bench = { tracks: [{ id: 'linear-ica', models: 12, seconds: 6 }] } as unknown as RerunBench;

describe('what a rerun takes', () => {
  test('follows from the seconds a model of its track', () => {
    expect(estimateRerun(bench, 'linear-ica', 24)).toBe(12);
    expect(estimateRerun(bench, 'sprites', 24)).toBeUndefined();
    expect(estimateRerun(undefined, 'linear-ica', 24)).toBeUndefined();
  });

  test('decides whether all instances are chosen', () => {
    expect(defaultScope(30)).toBe('main');
    expect(defaultScope(30.1)).toBe('first');
    expect(defaultScope(undefined)).toBe('first');
  });

  test('is told in round numbers', () => {
    expect([0.2, 6.4, 89.4, 150].map(roundSeconds)).toEqual(['1 s', '6 s', '89 s', '3 min']);
  });
});

describe('what is left', () => {
  test('follows from the speed so far', () => {
    expect(describeRemaining(0.25, 2000)).toBe('about 6 s left');
  });

  test('is not guessed', () => {
    expect(describeRemaining(0.01, 60_000)).toBe('');
    expect(describeRemaining(0.5, 900)).toBe('');
    expect(describeRemaining(1, 2000)).toBe('');
  });
});
