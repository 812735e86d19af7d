import { expect, test } from 'vitest';
import { twinLine, twinWords } from './twin-words.ts';

test('a twin’s mean stands with its instances and its interval', () => {
  const twin = { count: 3, mean: 0.635, lower: 0.412, upper: 0.858 };
  expect(twinWords(twin)).toEqual({ value: '0.635', note: '3 instances, 95% interval 0.412 to 0.858' });
  expect(twinLine(twin)).toBe('0.635 (3 instances, 95% interval 0.412 to 0.858)');
});

test('one instance has no interval, and says so', () => {
  expect(twinLine({ count: 1, mean: 0.5, lower: null, upper: null })).toBe('0.500 (1 instance, no interval)');
});

test('a twin that was not submitted is no number', () => {
  expect(twinWords(null)).toEqual({ value: 'not submitted', note: null });
  expect(twinLine(undefined)).toBe('not submitted');
});
