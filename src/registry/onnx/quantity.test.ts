import fc from 'fast-check';
import { expect, test } from 'vitest';
import { exactQuotient, minus, plus, rowCount, signOf, times, type Quantity } from './quantity.ts';

const quantity = fc
  .tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: -9, max: 9 }))
  .map(([perRow, fixed]) => rowCount(perRow, fixed));
const at = (value: Quantity, rows: number) => (typeof value === 'number' ? value : value.fixed + value.perRow * rows);
const ROWS = [1, 2, 3, 7, 1000];

test('arithmetic holds for every number of rows', () => {
  fc.assert(
    fc.property(quantity, quantity, (a, b) => {
      const [product, quotient] = [times(a, b), exactQuotient(a, b)];
      for (const rows of ROWS) {
        expect(at(plus(a, b), rows)).toBe(at(a, rows) + at(b, rows));
        expect(at(minus(a, b), rows)).toBe(at(a, rows) - at(b, rows));
        if (product !== undefined) expect(at(product, rows)).toBe(at(a, rows) * at(b, rows) + 0);
        if (quotient !== undefined) expect(at(quotient, rows) * at(b, rows)).toBe(at(a, rows) + 0);
      }
    }),
    { seed: 1 },
  );
});

test('a sign is one for every number of rows, or not told', () => {
  fc.assert(
    fc.property(quantity, (value) => {
      const signs = new Set([...ROWS, 4, 5, 6, 8, 9, 10, 11].map((rows) => Math.sign(at(value, rows)) + 0));
      const sign = signOf(value);
      if (sign === undefined) expect(signs.size).toBeGreaterThan(1);
      else expect([...signs]).toEqual([sign + 0]);
    }),
    { seed: 2 },
  );
});
