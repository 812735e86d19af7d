import fc from 'fast-check';
import { expect, it } from 'vitest';
import { formatComparison, parseComparison, parsePermalink } from './comparison-address.ts';

it('reads digits, digests and addresses, each result once, four at most', () => {
  const digits = (i: number) => String(i).repeat(12);
  const whole = `${digits(2)}${'0'.repeat(52)}`;
  expect(parsePermalink(` https://example.org/custodes/r/${digits(1)}/ `)).toBe(digits(1));
  expect(parsePermalink(whole.toUpperCase())).toBe(digits(2));
  expect(parsePermalink(`https://example.org/r/${digits(3)}/record.json?x=1#y`)).toBe(digits(3));
  for (const text of ['', 'abc', '../x', `${digits(1)}0`, digits(1).replace('1', 'g')]) expect(parsePermalink(text)).toBeNull();
  const query = `?r=${[digits(1), 'nothing', whole, digits(1), digits(3), digits(4), digits(5)].join(',')}`;
  expect(parseComparison(query)).toEqual({ ids: [1, 2, 3, 4].map(digits), leftOut: ['nothing', digits(5)] });
  expect(parseComparison('')).toEqual({ ids: [], leftOut: [] });
});

it('reads the same results however they are put into the address', () => {
  const digits = fc.stringMatching(/^[0-9a-f]{12}$/);
  const separator = fc.constantFrom(',', '%2C', '&r=', '+', ';', ', ', ',%20');
  fc.assert(
    fc.property(fc.uniqueArray(digits, { minLength: 1, maxLength: 4 }), separator, (ids, separator) => {
      expect(parseComparison(`?r=${ids.join(separator)}`)).toEqual({ ids, leftOut: [] });
      expect(parseComparison(formatComparison(ids))).toEqual({ ids, leftOut: [] });
    }),
  );
});
