import { expect, it } from 'vitest';
import { formatComparison, parseComparison, parsePermalink } from './comparison-address.ts';

it('reads digits, digests and addresses, each result once, four at most', () => {
  const digits = (i: number) => String(i).repeat(12);
  const whole = `${digits(2)}${'0'.repeat(52)}`;
  expect(parsePermalink(` https://example.org/custodes/r/${digits(1)}/ `)).toBe(digits(1));
  expect(parsePermalink(whole)).toBe(digits(2));
  for (const text of ['', 'abc', '../x', `${digits(1)}0`, digits(1).replace('1', 'g')]) expect(parsePermalink(text)).toBeNull();
  const query = `?r=${[digits(1), 'nothing', whole, digits(1), digits(3), digits(4), digits(5)].join(',')}`;
  expect(parseComparison(query)).toEqual([1, 2, 3, 4].map(digits));
  expect(parseComparison('')).toEqual([]);
  expect(parseComparison(formatComparison([digits(1), digits(2)]))).toEqual([digits(1), digits(2)]);
});
